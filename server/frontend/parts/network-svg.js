// The drawing of a network as an SVG file of its own, from where things stand in it now.

import { shapeOf } from "./network-look.js";

const SIDES = { triangle: 3, diamond: 4, pentagon: 5, hexagon: 6 };
const MARGIN = 40;
const escape = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "");
const round = (number) => Math.round(number * 10) / 10;

function lines(text, most) {
  const found = [""];
  for (const word of text.split(/\s+/)) {
    const last = found[found.length - 1];
    if (last && last.length + word.length >= most) found.push(word);
    else found[found.length - 1] = last ? `${last} ${word}` : word;
  }
  return found;
}

function label(text, x, y, size, look, weight = 400, middle = false) {
  const rows = lines(text, 20);
  const top = middle ? y - ((rows.length - 1) * size * 1.2) / 2 + size / 3 : y + size;
  const spans = rows.map((row, place) => `<tspan x="${round(x)}" y="${round(top + place * size * 1.2)}">${escape(row)}</tspan>`);
  return `<text font-size="${size}" font-weight="${weight}" stroke="${look.ground}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${spans.join("")}</text>`;
}

function shape(node, look) {
  const { x, y } = node.position();
  const kind = node.data("kind");
  const radius = node.width() / 2;
  const { fill, line } = look.of(kind);
  const paint = `fill="${fill}" stroke="${line}" stroke-width="${node.hasClass("open") ? 4 : 2}"`;
  const form = shapeOf(kind);
  if (form === "ellipse") return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" ${paint}/>`;
  if (form === "round-rectangle") {
    return `<rect x="${round(x - radius)}" y="${round(y - radius)}" width="${2 * radius}" height="${2 * radius}" rx="${round(radius / 3)}" ${paint}/>`;
  }
  const sides = SIDES[form];
  const turn = sides === 6 ? 0 : -Math.PI / 2;
  const points = Array.from({ length: sides }, (_, place) => {
    const angle = turn + (place * 2 * Math.PI) / sides;
    return `${round(x + radius * Math.cos(angle))},${round(y + radius * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(" ")}" stroke-linejoin="round" ${paint}/>`;
}

function line(edge, look) {
  const from = edge.sourceEndpoint();
  const to = edge.targetEndpoint();
  const [bend] = edge.controlPoints() ?? [];
  const way = bend ? `Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}` : `L${round(to.x)} ${round(to.y)}`;
  return `<path d="M${round(from.x)} ${round(from.y)}${way}" fill="none" stroke="${look.edge}" stroke-width="1.25" marker-end="url(#to)"><title>${escape(edge.data("name"))}</title></path>`;
}

export function svgOf(cy, look, title) {
  const box = cy.elements().boundingBox();
  const [x, y] = [Math.floor(box.x1 - MARGIN), Math.floor(box.y1 - MARGIN)];
  const [width, height] = [Math.ceil(box.w + 2 * MARGIN), Math.ceil(box.h + 2 * MARGIN)];
  const edges = cy.edges().toArray();
  const nodes = cy.nodes().toArray();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${escape(look.font)}" fill="${look.text}" text-anchor="middle">`,
    `<title>${escape(title)}</title>`,
    `<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${look.edge}"/></marker></defs>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${look.ground}"/>`,
    ...edges.map((edge) => line(edge, look)),
    ...edges.filter((edge) => edge.hasClass("said")).map((edge) => {
      const at = edge.midpoint();
      return label(edge.data("short"), at.x, at.y, 10, look, 400, true);
    }),
    ...nodes.map((node) => `<g><title>${escape(node.data("name"))}</title>${shape(node, look)}</g>`),
    ...nodes.map((node) => {
      const { x: left, y: top } = node.position();
      const open = node.hasClass("open");
      return label(node.data("short"), left, top + node.height() / 2 + 3, open ? 13 : 11, look, open ? 600 : 400);
    }),
    "</svg>",
    "",
  ].join("\n");
}
