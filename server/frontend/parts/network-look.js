// How a thing looks in the drawing of a network: a shape and a colour for its kind, as in the marks of a text.

const FAMILIES = {
  person: ["ellipse"],
  organisation: ["round-rectangle"],
  event: ["diamond"],
  policy: ["hexagon", "goal", "principle", "priority-area", "measure", "programme"],
  project: ["pentagon", "award"],
};
const SHAPES = Object.fromEntries(
  Object.entries(FAMILIES).flatMap(([kind, [shape, ...others]]) => [kind, ...others].map((name) => [name, shape])),
);

export const shapeOf = (kind) => SHAPES[kind] ?? "triangle";

// Colours as the page has them now, light or dark; a canvas knows nothing of CSS variables.
export function colours(element) {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name) => {
    probe.className = name;
    const style = getComputedStyle(probe);
    return { fill: style.backgroundColor, line: style.borderTopColor };
  };
  const kinds = new Map();
  const page = read("net-probe");
  const look = {
    ground: page.fill,
    text: getComputedStyle(element).color,
    edge: page.line,
    focus: read("net-probe-focus").line,
    font: getComputedStyle(document.body).fontFamily,
    of(kind) {
      if (!kinds.has(kind)) {
        element.append(probe);
        kinds.set(kind, read(`swatch-${kind} net-swatch`));
        probe.remove();
      }
      return kinds.get(kind);
    },
  };
  probe.remove();
  return look;
}

export function styleOf(look) {
  return [
    {
      selector: "node",
      style: {
        shape: (node) => shapeOf(node.data("kind")),
        width: 22,
        height: 22,
        "background-color": (node) => look.of(node.data("kind")).fill,
        "border-color": (node) => look.of(node.data("kind")).line,
        "border-width": 2,
        label: "data(short)",
        color: look.text,
        "font-family": look.font,
        "font-size": 11,
        "text-wrap": "wrap",
        "text-max-width": 110,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": look.ground,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
      },
    },
    { selector: "node.open", style: { width: 34, height: 34, "border-width": 4, "font-size": 13, "font-weight": 600 } },
    {
      selector: "edge",
      style: {
        width: 1.25,
        "line-color": look.edge,
        "target-arrow-color": look.edge,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        "control-point-step-size": 28,
        color: look.text,
        "font-family": look.font,
        "font-size": 10,
        "text-background-color": look.ground,
        "text-background-opacity": 0.9,
        "text-background-padding": 2,
        "text-wrap": "wrap",
        "text-max-width": 120,
      },
    },
    { selector: "edge.said", style: { label: "data(short)" } },
    { selector: ".far", style: { opacity: 0.25 } },
    { selector: "edge.near", style: { width: 2.25, "line-color": look.focus, "target-arrow-color": look.focus } },
    { selector: "node.chosen", style: { "border-color": look.focus, "border-width": 5, "overlay-color": look.focus, "overlay-opacity": 0.12, "overlay-padding": 5 } },
    { selector: "edge.chosen", style: { label: "data(short)", width: 3, "line-color": look.focus, "target-arrow-color": look.focus } },
  ];
}
