// The outlines below the map, from Natural Earth (public domain): one of Europe, one of the world with less detail. The
// projection is Mercator with the world 1,000 wide and 0° 0° in the middle, as in server/map_view.py.
import { geoMercator, geoPath } from "d3-geo";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const WIDTH = 1000;
const ANTARCTICA = "010";

async function outline(file, box, digits) {
  const world = JSON.parse(await readFile(require.resolve(`world-atlas/${file}`), "utf8"));
  const projection = geoMercator().scale(WIDTH / (2 * Math.PI)).translate([0, 0]);
  if (box) {
    const [west, south, east, north] = box;
    projection.clipExtent([projection([west, north]), projection([east, south])]);
  }
  const draw = geoPath(projection).digits(digits);
  const { countries } = world.objects;
  const shown = { ...countries, geometries: countries.geometries.filter((country) => country.id !== ANTARCTICA) };
  const paths = [["land", feature(world, shown)], ["borders", mesh(world, shown, (a, b) => a !== b)]];
  const drawn = paths.map(([name, shape]) => `<path class="${name}" d="${draw(shape)}"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg"><g id="outline">${drawn}</g></svg>\n`;
}

/** The files of the outlines: name → content. */
export async function outlines() {
  return {
    "europe.svg": await outline("countries-50m.json", [-32, 33, 47, 81.5], 2),
    "world.svg": await outline("countries-110m.json", null, 1),
  };
}
