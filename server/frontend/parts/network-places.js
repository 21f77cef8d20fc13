// Where things stand in the drawing of a network. Nothing is left to chance: the same network is drawn the same way.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const NEAR = 90;
const ROOM = 120;
const ONE_RING = 16;

// A place to begin from for each thing that has none yet: around the thing that it came with.
export function begin(cy, fresh) {
  const known = new Set(cy.nodes().difference(fresh).map((node) => node.id()));
  let turn = 0;
  for (const node of fresh.toArray()) {
    const by = node.neighborhood("node").filter((other) => known.has(other.id()));
    const centre = by.nonempty() ? by[0].position() : { x: 0, y: 0 };
    const reach = known.size ? NEAR + 4 * Math.sqrt(turn) * 6 : 0;
    node.position({ x: centre.x + reach * Math.cos(turn * GOLDEN), y: centre.y + reach * Math.sin(turn * GOLDEN) });
    known.add(node.id());
    turn += 1;
  }
}

// Rings around the only thing that is open, as wide for their height as the drawing is.
function rings(cy, centre) {
  const wide = Math.min(Math.max(cy.width() / cy.height(), 0.7), 1.6);
  const places = new Map([[centre.id(), { x: 0, y: 0 }]]);
  const rest = cy.nodes().difference(centre).toArray();
  const round = 2 * Math.PI * Math.sqrt((1 + wide * wide) / 2);
  let ring = 0;
  let done = 0;
  while (done < rest.length) {
    // Few things stand in one ring, however large it has to be; names need so much of it.
    const high = rest.length <= ONE_RING ? Math.max(120, (rest.length * ROOM) / round) : 70 + 75 * (ring + 1);
    const here = rest.slice(done, done + Math.ceil((high * round) / ROOM));
    here.forEach((node, place) => {
      const angle = -Math.PI / 2 + ((place + (ring % 2 ? 0.5 : 0)) * 2 * Math.PI) / here.length;
      places.set(node.id(), { x: wide * high * Math.cos(angle), y: high * Math.sin(angle) });
    });
    done += here.length;
    ring += 1;
  }
  return (node) => places.get(node.id());
}

export function layout(cy, path, moving) {
  const shown = { fit: true, padding: 28, animate: moving };
  if (path.length > 1 && cy.nodes().length === path.length) {
    const upright = cy.width() < 520;
    // A column is wide enough for names beside the lines when every other thing stands a little aside.
    const place = (node) => {
      const at = path.indexOf(node.id());
      return upright ? { x: (at % 2) * 60, y: at * 125 } : { x: at * 200, y: 0 };
    };
    return cy.layout({ ...shown, name: "preset", positions: place, animationDuration: 300 });
  }
  const open = cy.nodes(".open");
  if (open.length === 1 && cy.nodes().length === open.closedNeighborhood("node").length) {
    return cy.layout({ ...shown, name: "preset", positions: rings(cy, open[0]), animationDuration: 300 });
  }
  return cy.layout({
    ...shown,
    name: "cose",
    animate: moving ? "end" : false,
    animationDuration: 400,
    randomize: false,
    nodeDimensionsIncludeLabels: true,
    nodeRepulsion: () => 12000,
    idealEdgeLength: () => 70,
    edgeElasticity: () => 90,
    gravity: 0.6,
    numIter: 1200,
    componentSpacing: 80,
  });
}

// The thing that an arrow key leads to: near, and in that direction; those related to the one left come first.
export function towards(node, key, cy) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const from = node.position();
  const related = node.neighborhood("node");
  let [best, least] = [null, Infinity];
  for (const other of cy.nodes().toArray()) {
    const { x, y } = other.position();
    const [along, aside] = [(x - from.x) * dx + (y - from.y) * dy, Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx)];
    if (other.same(node) || along <= 0 || aside > along * 1.5) continue;
    const cost = along + 2 * aside + (related.has(other) ? 0 : 250);
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
