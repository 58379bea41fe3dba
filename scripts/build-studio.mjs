/**
 * Builds the studio: one HTML page without a server, `.build/studio/index.html`. Prints its size after gzip, with and without
 * the data of the catalog.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const studio = path.join(root, "studio");
const target = path.join(root, ".build", "studio");

/** Bytes after gzip, without the data of the catalog. */
const longestPage = 150_000;

/** Modules of the library that the page replaces with shorter ones. */
const ownModules = {
  name: "own modules",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/in-brackets$/ }, () => ({ path: path.join(studio, "src", "in-brackets.ts") }));
  },
};

const css =
  (await text("import { themeCss } from './lib/review/html/theme'; export default themeCss();")) + (await style());
const script = await bundled();
const page = pageOf(script);
const size = gzipSync(pageOf(await bundled({ loader: { ".json": "empty" } }))).length;
if (size > longestPage) throw new Error(`the page is ${size} bytes after gzip without data, more than ${longestPage}`);
mkdirSync(target, { recursive: true });
writeFileSync(path.join(target, "index.html"), page);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(
  `${path.relative(root, path.join(target, "index.html"))}: ${kilobytes(gzipSync(page).length)} after gzip, ${kilobytes(size)} without the catalog's data`,
);

async function bundled(options = {}) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(studio, "src", "main.ts")],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    metafile: true,
    // Modules that the page does not use may import them, because esbuild leaves those modules out.
    external: ["node:*"],
    alias: {
      "node:crypto": path.join(studio, "src", "node-crypto.ts"),
      "jsonc-parser": path.join(studio, "src", "json-parser.ts"),
    },
    plugins: [ownModules],
    ...options,
  });
  const [{ imports }] = Object.values(metafile.outputs);
  if (imports.length > 0) throw new Error(`a browser does not have ${imports.map((one) => one.path).join(", ")}`);
  const [{ text: code }] = outputFiles;
  const [ofNode] = /\b(?:Buffer|process)\.\w+/.exec(code) ?? [];
  if (ofNode !== undefined) throw new Error(`a browser does not have ${ofNode}`);
  return code;
}

/** The exports of a module of the library. */
async function text(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
  });
  const { default: value } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return value;
}

async function style() {
  const { outputFiles } = await build({ entryPoints: [path.join(studio, "style.css")], minify: true, write: false });
  return outputFiles[0].text;
}

/** The page allows its own style and script, by their hashes, and nothing else: it loads nothing and sends nothing. */
function pageOf(code) {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(css)}'`,
    `script-src '${hashOf(code)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return readFileSync(path.join(studio, "index.html"), "utf8")
    .replace("CONTENT-SECURITY-POLICY", () => policy)
    .replace("<!-- STYLE -->", () => `<style>${css}</style>`)
    .replace("<!-- SCRIPT -->", () => `<script>${code}</script>`);
}

function hashOf(part) {
  return `sha256-${createHash("sha256").update(part, "utf8").digest("base64")}`;
}
