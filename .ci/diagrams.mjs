// Has Mermaid itself draw every diagram of the files named, and says how many there are. There is no screen:
// texts have a size that is made up, which is enough for it to find a place for everything.
// usage: node diagrams.mjs FILE...     with mermaid and jsdom in node_modules of the working directory
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const here = createRequire(`${process.cwd()}/`);
const { JSDOM } = here("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
// An import and not a require, since it has no other form.
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
