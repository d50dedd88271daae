// Draws every diagram of the named files with Mermaid and prints their number. There is no screen, so texts
// have a fixed size, which is enough for the layout.
// usage: node diagrams.mjs FILE...     with mermaid and jsdom in node_modules of the working directory
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const here = createRequire(`${process.cwd()}/`);
const { JSDOM } = here("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
// Mermaid is an ES module, which require cannot load.
const { default: mermaid } = await import(
  pathToFileURL(`${process.cwd()}/node_modules/mermaid/dist/mermaid.core.mjs`)
);

const box = () => ({ x: 0, y: 0, width: 80, height: 20 });
window.SVGElement.prototype.getBBox = box;
window.SVGElement.prototype.getComputedTextLength = () => 80;
let drawn = 0;
for (const file of process.argv.slice(2)) {
  for (const [, text] of readFileSync(file, "utf8").matchAll(/^```mermaid\n([\s\S]*?)^```/gm)) {
    try {
      await mermaid.render(`diagram${drawn}`, text);
    } catch (error) {
      console.error(`${file}: ${error.message}\n${text}`);
      process.exit(1);
    }
    drawn++;
  }
}
console.log(drawn);
