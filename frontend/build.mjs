// Builds what the pages need into the folder Django serves: one stylesheet, three small scripts and
// two that draw charts, one sprite of icons, and the mark. `npm run watch` builds again at every change.
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "../src/niangjia/site/static/built");

const settings = {
  absWorkingDir: here,
  entryPoints: ["css/site.css", "js/early.js", "js/site.js", "js/desk.js", "js/charts.js", "js/board.js"],
  entryNames: "[name]",
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome90", "firefox90", "safari15.4"],
  legalComments: "none",
  logLevel: "warning",
};

/** Join the icons into one file of symbols, each named after its file. */
async function drawSprite() {
  const files = (await readdir(join(here, "icons"))).filter((name) => name.endsWith(".svg")).sort();
  const symbols = await Promise.all(
    files.map(async (name) => {
      const drawing = await readFile(join(here, "icons", name), "utf8");
      const inside = drawing.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
      return `<symbol id="${basename(name, ".svg")}" viewBox="0 0 24 24">${inside.trim()}</symbol>`;
    }),
  );
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
  await writeFile(join(out, "icons.svg"), sprite);
}

await mkdir(out, { recursive: true });
await Promise.all([
  drawSprite(),
  cp(join(here, "images"), out, { recursive: true }),
  cp(join(here, "node_modules/htmx.org/LICENSE"), join(out, "htmx.LICENSE.txt")),
  cp(join(here, "node_modules/echarts/LICENSE"), join(out, "echarts.LICENSE.txt")),
  cp(join(here, "node_modules/echarts/NOTICE"), join(out, "echarts.NOTICE.txt")),
]);

if (process.argv.includes("--watch")) {
  const context = await esbuild.context(settings);
  await context.watch();
} else {
  await esbuild.build(settings);
}
