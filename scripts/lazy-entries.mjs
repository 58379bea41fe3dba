/**
 * Makes index files of dist/ load each module on first use of one of its exports.
 *
 * The compiler turns `export { a } from "./a"` into a `require` that runs at once and a getter. Here the `require` moves
 * into the getter. Modules that the index itself uses, or imports for their side effects, still load at once.
 */
import { readFileSync, writeFileSync } from "node:fs";

/** Index files of the rooms that an app loads. */
const indexes = [
  "index.js",
  "catalog/index.js",
  "constructs/index.js",
  "emulator-link/index.js",
  ...["", "cover/", "evaluate/", "minimize/", "split/", "validate/"].map((folder) => `policy/${folder}index.js`),
];

/** @param folder the compiled sources, e.g. `dist`; files that are already lazy stay unchanged */
export function makeEntriesLazy(folder) {
  for (const index of indexes) {
    const file = `${folder}/${index}`;
    writeFileSync(file, withLazyExports(readFileSync(file, "utf8")));
  }
}

/** Compiled code of an index file, with every module that it only re-exports loaded on demand. */
export function withLazyExports(code) {
  const lazy = code.replace(reExports, toGetters);
  return lazy === code ? code : lazy.replace(esModuleMark, (mark) => `${mark}\n${defineGetter}`);
}

const reExports = /^var (\w+) = require\(("[^"]+")\);\n((?:Object\.defineProperty\(exports, .+\n)+)/gm;
const reExport =
  /^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/;
const esModuleMark = 'Object.defineProperty(exports, "__esModule", { value: true });';

// A function, because Node finds the names for `import` by scanning the code, and rejects getters of unknown form that are
// defined in place. It finds the names in `exports.a = exports.b = void 0`.
const defineGetter = "const lazily = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });";

function toGetters(eager, name, request, exported) {
  const lines = exported.trimEnd().split("\n");
  const parts = lines.map((line) => reExport.exec(line));
  if (parts.some((part) => part?.[2] !== name)) return eager;
  const getters = parts.map((part) => `lazily(${part[1]}, () => (${name} ??= require(${request})).${part[3]});\n`);
  return `var ${name};\n${getters.join("")}`;
}
