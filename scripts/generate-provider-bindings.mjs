/**
 * Generates the alicloud bindings from schema/alicloud.json into lib/provider-alicloud
 * (JavaScript and type declarations), in the layout of a prebuilt CDKTF provider package.
 *
 * The generated folder is neither committed nor edited. It is made again only when its inputs change:
 * the schema, this script, or the versions of the generator and the compiler.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
// Importing the generator asks for the Terraform version and for updates; neither is wanted here.
process.env.CHECKPOINT_DISABLE = "1";
process.env.CDKTF_LOG_LEVEL = "off";
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What every synthesized stack requires. The floor has the fixed destroy of policies and roles (provider 1.288.0). */
export const provider = { name: "alicloud", source: "aliyun/alicloud", version: ">= 1.288.0, < 3.0.0" };

const schemaFile = path.join(root, "schema", "alicloud.json");
const sourceDir = path.join(root, ".build", "provider-alicloud");
const outputDir = path.join(root, "lib", "provider-alicloud");
const stampFile = path.join(outputDir, ".generated-from");

const schemaText = await readFile(schemaFile, "utf8");
const stamp = await fingerprint();
if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) process.exit(0);

await rm(sourceDir, { recursive: true, force: true });
await rm(outputDir, { recursive: true, force: true });
await writeSources();
compile(path.join(sourceDir, "providers", provider.name));
await writeIndex();
await writeFile(stampFile, stamp);

async function fingerprint() {
  const hash = createHash("sha256")
    .update(schemaText)
    .update(await readFile(fileURLToPath(import.meta.url)));
  for (const name of ["@cdktf/provider-generator", "@cdktf/commons", "typescript"]) {
    hash.update(`${name}@${require(`${name}/package.json`).version}`);
  }
  return hash.digest("hex");
}

/**
 * The generator's one-call entry leaves the provider version out of the bindings, and `cdktf deploy` refuses such
 * a stack; a target with a version constraint writes it.
 */
async function writeSources() {
  const { CodeMaker, TerraformProviderGenerator } = require("@cdktf/provider-generator");
  const { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } = require("@cdktf/commons");
  const code = new CodeMaker();
  const constraint = new TerraformProviderConstraint(provider);
  new TerraformProviderGenerator(code, JSON.parse(schemaText)).generate(
    new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT),
  );
  await code.save(sourceDir);
}

function compile(rootDir) {
  const ts = require("typescript");
  const program = ts.createProgram({
    rootNames: ts.sys.readDirectory(rootDir, [".ts"]).filter((file) => path.dirname(file) !== rootDir),
    options: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      strict: true,
      declaration: true,
      skipLibCheck: true,
      types: ["node"],
      rootDir,
      outDir: outputDir,
    },
  });
  const { diagnostics } = program.emit();
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0) {
    const host = { getCanonicalFileName: (f) => f, getCurrentDirectory: () => root, getNewLine: () => "\n" };
    throw new Error(ts.formatDiagnostics(problems, host));
  }
}

/**
 * The folder's index loads each binding on first use, so that requiring it costs nothing for what a stack does not
 * use (the provider class carries the table of all service endpoints). The unreachable assignment at the end names
 * the exports for Node's ES module loader, which finds CommonJS exports by reading the text and skips getters that it
 * sees; an ES module that imports the index loads all bindings, one that imports a folder loads only that.
 */
async function writeIndex() {
  const folders = (await readdir(outputDir, { withFileTypes: true })).filter((e) => e.isDirectory()).map((e) => e.name);
  const modules = folders.sort().map((folder) => ({ folder, name: camelCase(folder) }));
  const js = [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    "const load = {",
    ...modules.map(({ folder, name }) => `  ${name}: () => require("./${folder}"),`),
    "};",
    "for (const name of Object.keys(load)) Object.defineProperty(exports, name, { enumerable: true, get: load[name] });",
    `0 && (module.exports = { ${modules.map(({ name }) => name).join(", ")} });`,
    "",
  ];
  const types = [...modules.map(({ folder, name }) => `export * as ${name} from "./${folder}";`), ""];
  await mkdir(outputDir, { recursive: true });
  await writeFile(path.join(outputDir, "index.js"), js.join("\n"));
  await writeFile(path.join(outputDir, "index.d.ts"), types.join("\n"));
}

function camelCase(folder) {
  return folder.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
