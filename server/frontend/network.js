// The drawing of a network above its tables. What a click asks for is a page with an address of its own, from which the
// drawing takes its things and the tables are put in place; so back, forward and a shared link do as they should.
import cytoscape from "cytoscape";
import { cardOf, listOf } from "./parts/network-list.js";
import { colours, styleOf } from "./parts/network-look.js";
import { begin, layout, towards } from "./parts/network-places.js";
import { svgOf } from "./parts/network-svg.js";

const net = document.getElementById("net");
const said = net.dataset;
const drawing = document.getElementById("drawing");
const list = document.getElementById("net-list");
const card = document.getElementById("net-card");
const status = document.getElementById("net-status");
const legend = net.querySelector(".net-legend");
const still = matchMedia("(prefers-reduced-motion: reduce)");
// Relations are named in the drawing when there are few; more would hide it.
const FEW = 24;
const LONG = 44;
// Few things are not drawn larger than this, however much room there is.
const CLOSE = 1.4;

const read = (page) => JSON.parse(page.getElementById("net-data").textContent);
const shorten = (text) => (text.length > LONG ? `${text.slice(0, LONG - 1).trimEnd()}…` : text);
const fill = (text, values) => text.replace(/#\w+/g, (key) => values[key] ?? key);

let data = read(document);
let chosen = null;
net.hidden = false;
// The library would write its one rule into a style element, which the pages' policy forbids; the rule is in our style.
const rule = document.createElement("i");
rule.id = "__________cytoscape_stylesheet";
rule.hidden = true;
net.append(rule);
let look = colours(net);
const cy = cytoscape({
  container: drawing,
  style: styleOf(look),
  minZoom: 0.1,
  maxZoom: 3,
  boxSelectionEnabled: false,
  autounselectify: true,
  // A wheel scrolls the page; fingers and the buttons change the size.
  userZoomingEnabled: matchMedia("(pointer: coarse)").matches,
});

// ---- From data to the drawing

function elements() {
  const nodes = data.nodes.map((node) => ({ data: { ...node, short: shorten(node.name) }, classes: node.open ? "open" : "" }));
  const edges = data.edges.map((edge) => ({
    data: { ...edge, id: `${edge.source} ${edge.relation} ${edge.target} ${edge.evidence}`, short: shorten(edge.name) },
  }));
  return [...nodes, ...edges];
}

function draw() {
  const wanted = elements();
  const ids = new Set(wanted.map((element) => element.data.id));
  const before = { nodes: cy.nodes().length, edges: cy.edges().length };
  const first = before.nodes === 0;
  cy.elements().filter((element) => !ids.has(element.id())).remove();
  const left = { nodes: cy.nodes().length, edges: cy.edges().length };
  const fresh = wanted.filter((element) => cy.getElementById(element.data.id).empty());
  for (const { data: own, classes } of wanted) cy.getElementById(own.id).classes(classes ?? "");
  const added = cy.add(fresh);
  begin(cy, added.nodes());
  cy.edges().toggleClass("said", cy.edges().length <= FEW);
  const moving = layout(cy, data.path?.things ?? [], !first && !still.matches);
  moving.one("layoutstop", () => cy.zoom() > CLOSE && (cy.zoom(CLOSE), cy.center()));
  moving.run();
  listOf(list, data);
  document.getElementById("net-count").textContent = data.nodes.length;
  const kinds = new Map(data.nodes.map((node) => [node.kind, node.kind_name]));
  legend.replaceChildren(...[...kinds].map(([kind, name]) => {
    const item = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.className = `net-swatch swatch-${kind}`;
    item.append(swatch, name);
    return item;
  }));
  choose(ids.has(chosen) ? chosen : null);
  return { nodes: cy.nodes().length - left.nodes, edges: cy.edges().length - left.edges };
}

// ---- The thing that is chosen, in the drawing, the list and the card

function choose(id, { speak = false, show = false } = {}) {
  chosen = id;
  cy.elements().removeClass("far near chosen");
  for (const button of list.querySelectorAll("button")) {
    const own = button.dataset.id === id;
    button.tabIndex = own ? 0 : -1;
    if (own) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (!list.querySelector("[aria-current]")) list.querySelector("button")?.setAttribute("tabindex", "0");
  card.hidden = !id;
  if (!id) return;
  const node = cy.getElementById(id);
  node.addClass("chosen");
  const around = node.closedNeighborhood();
  cy.elements().difference(around).addClass("far");
  node.connectedEdges().addClass("near");
  card.replaceChildren(...cardOf(id, data, said, address));
  const row = list.querySelector("[aria-current]");
  // The list alone scrolls, not the page.
  list.scrollTop = Math.max(0, row.offsetTop - list.clientHeight / 2);
  if (show && !inSight(node)) cy.animate({ center: { eles: node } }, { duration: still.matches ? 0 : 150 });
  if (speak) status.textContent = `${node.data("name")}, ${node.data("kind_name")}. ${said.relations}: ${node.connectedEdges().length}`;
}

function inSight(node) {
  const { x, y } = node.renderedPosition();
  return x > 20 && y > 20 && x < cy.width() - 20 && y < cy.height() - 40;
}

// ---- Other networks, by address

function address(change) {
  const asked = { of: data.of, from: data.path?.from, to: data.path?.to, relation: data.relations, ...change };
  const query = Object.entries(asked).flatMap(([name, value]) => [value ?? []].flat().map((each) => `${name}=${encodeURIComponent(each)}`));
  return `${said.address}?${query.join("&").replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
}

let asking = null;
async function go(href, { push = true, grown = null } = {}) {
  asking?.abort();
  asking = new AbortController();
  drawing.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(href, { headers: { Accept: "text/html" }, signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.getElementById("net-data")) throw new Error(`${answer.status} ${href}`);
    document.getElementById("net-said").replaceWith(page.getElementById("net-said"));
    document.querySelector("h1").replaceWith(page.querySelector("h1"));
    document.title = page.title;
    if (push) history.pushState(null, "", href);
    data = read(document);
    const { nodes, edges } = draw();
    const name = data.nodes.find((node) => node.id === grown)?.name;
    const counts = { "#n": nodes, "#e": edges, "#name": name };
    status.textContent = fill(name ? said.grown : said.left, name ? counts : { "#n": data.nodes.length, "#e": data.edges.length });
    return true;
  } catch (fault) {
    if (fault.name !== "AbortError") status.textContent = said.fault;
    return false;
  } finally {
    drawing.removeAttribute("aria-busy");
  }
}

function grow(id) {
  if (data.of.includes(id)) return choose(id, { speak: true });
  choose(id);
  if (data.of.length >= Number(said.most)) {
    status.textContent = said.full;
    return undefined;
  }
  return go(address({ of: [...data.of, id] }), { grown: id });
}

// ---- Mouse and fingers

cy.on("tap", "node", (event) => grow(event.target.id()));
cy.on("tap", "edge", (event) => {
  choose(null);
  event.target.addClass("chosen");
  card.hidden = false;
  card.replaceChildren(...cardOf(null, { ...data, edges: [event.target.data()] }, said, address));
});
cy.on("tap", (event) => event.target === cy && choose(null));
cy.on("mouseover", "node, edge", () => drawing.classList.add("points"));
cy.on("mouseout", "node, edge", () => drawing.classList.remove("points"));
drawing.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
}, { passive: false });

const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

function save(content, type, suffix) {
  const link = document.createElement("a");
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  link.href = URL.createObjectURL(blob);
  link.download = `${(data.of[0] ?? data.path?.from ?? "network").replace("/", "-")}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const doing = {
  fit: () => cy.animate({ fit: { padding: 28 } }, { duration: still.matches ? 0 : 200 }),
  in: () => zoom(1.3),
  out: () => zoom(1 / 1.3),
  svg: () => save(svgOf(cy, look, document.querySelector("h1").textContent), "image/svg+xml", "svg"),
  png: () => save(cy.png({ output: "blob", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: look.ground }), "image/png", "png"),
};
net.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.do) doing[button.dataset.do]();
  else if (button.dataset.id) choose(button.dataset.id, { speak: true, show: true });
  else if (button.dataset.grow) grow(button.dataset.grow).then?.(() => focusList(button.dataset.grow));
  else if (button.dataset.shrink) go(address({ of: data.of.filter((id) => id !== button.dataset.shrink) })).then(() => focusList(chosen));
});

const focusList = (id) => [...list.querySelectorAll("button")].find((button) => button.dataset.id === id)?.focus({ preventScroll: true });

// ---- Keys

drawing.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    const next = chosen ? towards(cy.getElementById(chosen), event.key, cy)?.id() : data.nodes[0].id;
    if (next) choose(next, { speak: true, show: true });
  } else if (event.key === "Enter" || event.key === " ") {
    if (chosen) grow(chosen);
  } else if (event.key === "Escape" && chosen) choose(null);
  else if (event.key === "+") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") doing.fit();
  else return;
  event.preventDefault();
});
list.addEventListener("keydown", (event) => {
  const buttons = [...list.querySelectorAll("button")];
  const place = buttons.indexOf(event.target.closest("button"));
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to !== undefined) {
    const button = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
    choose(button.dataset.id, { show: true });
    button.focus({ preventScroll: true });
  } else if (event.key === "Enter") {
    const { id } = event.target.closest("button").dataset;
    Promise.resolve(grow(id)).then(() => focusList(id));
  } else if (event.key === "Escape" && chosen) choose(null);
  else return;
  event.preventDefault();
});

// ---- The tables and the filter below, which do without all this

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-grow], a[data-shrink]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const { grow: grown } = link.dataset;
  if (!(await go(link.href, { grown }))) return;
  if (grown) choose(grown);
  // Reading goes on at the table that came, or at the first.
  const headings = document.querySelectorAll("#net-said section h2");
  const heading = headings[grown ? headings.length - 1 : 0];
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
});
async function filter(form, on) {
  const given = new FormData(form).getAll("relation");
  await go(address({ relation: given }));
  document.querySelector(`.net-filter input[value="${CSS.escape(on ?? "")}"]`)?.focus();
}
document.addEventListener("change", (event) => {
  const form = event.target.closest(".net-filter");
  if (form) filter(form, event.target.value);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".net-filter")) return;
  event.preventDefault();
  filter(event.target);
});
addEventListener("popstate", () => go(location.href, { push: false }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  look = colours(net);
  cy.style(styleOf(look));
});

// Names are measured as they are drawn, so their letters have to be there first.
const letters = ["400 11px", "600 13px"].map((font) => document.fonts.load(`${font} ${look.font}`));
Promise.allSettled(letters).then(() => {
  draw();
  drawing.dataset.ready = "yes";
});
