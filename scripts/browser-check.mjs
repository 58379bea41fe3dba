/**
 * Runs a packed CommonJS entry point without Node and packages, as in a browser after bundling. Returns its exports.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** @param entry file of the entry point; it may load only files below its own folder */
export function loadWithoutPlatform(entry) {
  const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const loaded = new Map();
  const load = (file) => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const wrapped = vm.runInContext(
      `(function (exports, require, module) {${readFileSync(file, "utf8")}\n})`,
      context,
      {
        filename: file,
      },
    );
    const requireFrom = (request) => {
      if (!request.startsWith(".")) throw new Error(`${path.basename(file)} loads ${request}`);
      const target = path.resolve(path.dirname(file), request);
      const found = [`${target}.js`, path.join(target, "index.js"), target].find(isFile);
      if (found?.startsWith(path.dirname(entry)) !== true) throw new Error(`${path.basename(file)} loads ${request}`);
      return load(found);
    };
    wrapped(module.exports, requireFrom, module);
    return module.exports;
  };
  return load(entry);
}

function isFile(file) {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
