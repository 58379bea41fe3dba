/**
 * Prints lines for the changelog: changes since a commit in the lists of actions, i.e. authorization pages, tables of
 * authorizations, mentions, pages of single operations, practice pages and operations of SDKs. An action that is gone from
 * all of them is a breaking change, because policies that name it no longer compile, or have no effect. Needs a build.
 *
 *     node scripts/catalog-changes.mjs [commit, by default HEAD] [root of the repository]
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { pageChanges } from "../dist/catalog/import/index.js";

const [commit = "HEAD", root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))] = process.argv.slice(2);
const data = "lib/catalog/data";
const folders = ["pages", "authorizations", "mentions", "operation-pages", "practice-pages", "sdk-operations"];
/** The folders of files that are lists of actions. */
const lists = ["authorizations", "mentions", "operation-pages"];

// A commit that does not exist has no files either: without this, everything would look new.
git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
const before = files(
  git("ls-tree", "-r", "--name-only", commit, "--", ...folders.map((folder) => `${data}/${folder}`)).split("\n"),
  (file) => git("show", `${commit}:${file}`),
);
const now = files(
  folders.flatMap((folder) => namesIn(path.join(root, data, folder)).map((name) => `${data}/${folder}/${name}`)),
  (file) => readFileSync(path.join(root, file), "utf8"),
);
const lines = [
  ...breakingLines(),
  ...keysOf("pages").flatMap((code) => pageLines(before.pages[code], now.pages[code])),
  ...lists.flatMap((folder) => keysOf(folder).flatMap((code) => listLines(folder, code))),
  ...["practice-pages", "sdk-operations"].flatMap((folder) =>
    keysOf(folder).flatMap((code) => listLines(folder, code)),
  ),
];
console.log(lines.length === 0 ? "no change" : lines.join("\n"));

function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Contents by folder and RAM code. */
function files(names, read) {
  const found = Object.fromEntries(folders.map((folder) => [folder, {}]));
  for (const name of names.filter((one) => one.endsWith(".json"))) {
    found[path.basename(path.dirname(name))][path.basename(name, ".json")] = JSON.parse(read(name));
  }
  return found;
}

function keysOf(folder) {
  return [...new Set([before, now].flatMap((version) => Object.keys(version[folder])))].sort();
}

/** The names of all actions in all files, because an action that moves from one file to another is not gone. */
function actionNames(version) {
  return new Set(
    folders.flatMap((folder) =>
      Object.entries(version[folder]).flatMap(([code, file]) => namesOf(folder, file).map((name) => `${code}:${name}`)),
    ),
  );
}

/** The actions of a file that policies can name. Operations of SDKs are not known to be actions. */
function namesOf(folder, file) {
  if (folder === "practice-pages") return file.pages.flatMap(({ scopes }) => scopes.flatMap(({ actions }) => actions));
  return folder === "sdk-operations" ? [] : Object.keys(file.actions);
}

function breakingLines() {
  const known = actionNames(now);
  const gone = [...actionNames(before)].filter((name) => !known.has(name)).sort();
  const codes = [...new Set(gone.map((name) => name.split(":")[0]))];
  return codes.map(
    (code) => `- BREAKING: ${code} no longer has ${gone.filter((name) => name.startsWith(`${code}:`)).join(", ")}`,
  );
}

function pageLines(old, current) {
  if (old === undefined) return [`- new in the catalog: ${current.title} (${count(current)})`];
  if (current === undefined) return [`- no longer in the catalog: the page of ${old.title} (${count(old)})`];
  const { added, removed } = pageChanges(old, current);
  return [...removed.map((fact) => `- was: ${fact}`), ...added.map((fact) => `- now: ${fact}`)];
}

function count({ actions }) {
  return `${Object.keys(actions).length} actions`;
}

/** Facts of files that are lists of actions. */
function listLines(folder, code) {
  const [old, current] = [before, now].map((version) => facts(folder, code, version[folder][code]));
  return [
    ...old.filter((fact) => !current.includes(fact)).map((fact) => `- was: ${fact}`),
    ...current.filter((fact) => !old.includes(fact)).map((fact) => `- now: ${fact}`),
  ];
}

function facts(folder, code, file) {
  if (folder === "sdk-operations") {
    const { operations = [], retired = [] } = file ?? {};
    return [
      ...operations.map((name) => `operation ${code}:${name}`),
      ...retired.flatMap((one) => one.operations.map((name) => `operation ${code}:${name}: retired`)),
    ];
  }
  if (folder === "practice-pages") {
    return (file?.pages ?? []).flatMap(({ title, scopes }) =>
      scopes.flatMap(({ arn, actions }) => actions.map((name) => `action ${code}:${name}: on ${arn}, by the ${title}`)),
    );
  }
  return Object.entries(file?.actions ?? {}).map(([name, { level, resources, conditionKeys = [], from }]) => {
    const on = onResources(resources);
    const keys = conditionKeys.length === 0 ? "" : `, keys ${conditionKeys.join(", ")}`;
    return folder === "mentions"
      ? `action ${code}:${name}: ${level}, from ${from.join(", ")}`
      : `action ${code}:${name}: ${level}, ${on}${keys}`;
  });
}

function onResources(resources) {
  if (resources === undefined) return "on resources that no page prints";
  return resources.length === 0 ? "on all resources" : `on ${resources.map(({ arn }) => arn).join(" and ")}`;
}
