// Bundles and minifies the front-end parts into server/static/dist, with a hash of the content in each name, and
// writes manifest.json: name in the source → name in dist. Beside a file that gets smaller lies what it is compressed
// (.br, .gz). `make setup` runs this.
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { outlines } from "./outline.mjs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const LETTERS = "inter-latin-wght-normal.woff2";
const out = path.resolve(here, "../static/dist");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: ["style.css", "app.js", "source.css", "source.js", "sparql.css", "sparql.js", "network.css", "timeline.css", "map.css", "quality.css", "network.js", "steward.css", "steward.js", "icon.svg"],
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: ["es2022", "chrome120", "firefox121", "safari17"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "linked",
  logLevel: "warning",
});
const manifest = {};
for (const [file, about] of Object.entries(result.metafile.outputs)) {
  if (about.entryPoint) manifest[path.basename(about.entryPoint)] = path.basename(file);
  // Pages ask for their letters at once.
  if (Object.keys(about.inputs).some((name) => name.endsWith(LETTERS))) manifest[LETTERS] ??= path.basename(file);
}
const names = Object.keys(result.metafile.outputs).map((file) => path.basename(file));
for (const [name, content] of Object.entries(await outlines())) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  manifest[name] = name.replace(".", `-${digest}.`);
  names.push(manifest[name]);
  await writeFile(path.join(out, manifest[name]), content);
}
await writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

for (const file of names) {
  const name = path.join(out, file);
  const content = await readFile(name);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  for (const [suffix, small] of [["br", brotli], ["gz", gzipSync(content, { level: 9 })]]) {
    if (small.length < 0.95 * content.length) await writeFile(`${name}.${suffix}`, small);
  }
}
