// What stands beside the drawing of a network: all its things as a list, and all about the one that is chosen.

function made(tag, values = {}, ...children) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
}

function button(text, key, id, name) {
  const found = made("button", { type: "button", className: "ds-button", textContent: text });
  Object.assign(found.dataset, { variant: "secondary", size: "sm", [key]: id });
  found.setAttribute("aria-label", `${text}: ${name}`);
  return found;
}

const link = (text, href) => made("a", { className: "ds-link", href, textContent: text });

export function listOf(list, data) {
  const items = data.nodes.map((node) => {
    const own = made("button", { type: "button", className: node.open ? "open" : "" });
    own.dataset.id = node.id;
    own.tabIndex = -1;
    const swatch = made("span", { className: `net-swatch swatch-${node.kind}` });
    const name = made("span", { className: "net-name", textContent: node.name });
    if (node.language) name.lang = node.language;
    own.append(swatch, name, " ", made("span", { className: "quiet", textContent: node.kind_name }));
    return made("li", {}, own);
  });
  list.replaceChildren(...items);
}

function relation(edge, id, names, said) {
  const outward = edge.source === id;
  const other = outward ? edge.target : edge.source;
  const name = names.get(other);
  const mark = made("a", { className: "mark", href: edge.evidence, title: said.evidence }, made("span", { textContent: "”" }));
  mark.firstChild.setAttribute("aria-hidden", "true");
  mark.setAttribute("aria-label", `${said.evidence}: ${names.get(edge.source).name} – ${edge.name} – ${names.get(edge.target).name}`);
  const before = id ? `${outward ? edge.name : edge.inverse}: ` : "";
  const ends = id ? [link(name.name, name.page)] : [link(names.get(edge.source).name, names.get(edge.source).page), ` – ${edge.name.toLowerCase()} – `, link(name.name, name.page)];
  return made("li", {}, made("span", {}, before, ...ends), mark);
}

// The card of a thing; of the only relation in `data` when there is no thing.
export function cardOf(id, data, said, address) {
  const names = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = data.edges.filter((edge) => !id || edge.source === id || edge.target === id);
  const relations = made("ul", { className: "net-relations" }, ...edges.map((edge) => relation(edge, id, names, said)));
  if (!id) return [relations];
  const node = names.get(id);
  const heading = made("h2", { className: "ds-heading" }, link(node.name, node.page));
  heading.dataset.size = "2xs";
  if (node.language) heading.lang = node.language;
  const actions = made("p", { className: "net-actions" });
  if (!node.open) actions.append(button(said.grow, "grow", id, node.name));
  else if (data.of.length > 1 || data.path) actions.append(button(said.shrink, "shrink", id, node.name));
  actions.append(link(said.alone, node.network));
  const from = data.path?.from ?? data.of[0];
  if (from && from !== id) actions.append(link(said.path, address({ of: [], from, to: id })));
  return [heading, made("p", { className: "quiet", textContent: [node.kind_name, node.date].filter(Boolean).join(" · ") }), actions, relations];
}
