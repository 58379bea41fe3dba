import { EvaluationFailure, giveUp, refuse } from "../failures";
import { parseTemplate } from "../parse";
import type { Value } from "../values";
import { booleanValue, failureIn, textValue } from "../values";
import { setValue } from "../sets";
import { mapping, text } from "./arguments";
import { base64, hash } from "./encodings";
import { type FunctionCall, type FunctionRow, type FunctionTable, row } from "./function-row";

/** A function of a file's content. */
function ofContent(change: (content: string) => string): FunctionRow {
  return row(1, 1, ([path], call) => textValue(change(contentOf(path, call))));
}

export const fileFunctions: FunctionTable = {
  basename: row(1, 1, ([path]) => textValue(baseName(text(path)))),
  dirname: row(1, 1, ([path]) => textValue(folderName(text(path)))),
  file: ofContent((content) => content),
  fileexists: row(1, 1, ([path], call) => {
    const [folder, name] = [folderName(text(path)), baseName(text(path))];
    const files = call.listFiles(folder) ?? giveUp("the folder cannot be read here");
    return booleanValue(files.includes(name));
  }),
  fileset: row(2, 2, ([folder, pattern], call) => {
    const files = call.listFiles(text(folder)) ?? giveUp("the folder cannot be read here");
    call.budget.spend(files.length / 10);
    const matches = pathPattern(text(pattern));
    return setValue(files.filter((file) => matches.test(file)).map(textValue));
  }),
  filebase64: ofContent(base64),
  filemd5: ofContent((content) => hash(content, "md5", "hex")),
  filesha1: ofContent((content) => hash(content, "sha1", "hex")),
  filesha256: ofContent((content) => hash(content, "sha256", "hex")),
  filesha512: ofContent((content) => hash(content, "sha512", "hex")),
  filebase64sha256: ofContent((content) => hash(content, "sha256", "base64")),
  filebase64sha512: ofContent((content) => hash(content, "sha512", "base64")),
  templatefile: row(
    2,
    2,
    ([path, names], call) => {
      if (path?.kind === "unknown" || names?.kind === "unknown")
        return call.unknown([path, names].filter((one) => one !== undefined));
      const values = mapping(names).entries;
      const parsed = parseTemplate(contentOf(path, call));
      if ("problem" in parsed) return refuse(`the template has a syntax error: ${parsed.problem.message}`);
      const value = call.evaluateTemplate(parsed.expression, (root) => ({
        value: values.get(root) ?? refuse(`the template needs ${root}`),
        used: 0,
      }));
      // A part that failed is written with names of the template, which mean nothing outside of it.
      const failure = failureIn(value);
      if (failure !== undefined) throw new EvaluationFailure(failure.kind, failure.reason);
      return value;
    },
    "unknown",
  ),
};

/** A pattern of paths: `*`, `**`, `?`, `[...]` and `{a,b}`. */
function pathPattern(pattern: string): RegExp {
  let braces = 0;
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\[[^\]]+\]|[{},]|\\.|[^*?[{},\\]+|\[/g, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part === "{") braces += 1;
    if (part === "}") braces -= 1;
    if (part === "{") return "(?:";
    if (part === "}") return ")";
    if (part === "," && braces > 0) return "|";
    if (/^\[[^\]]+\]$/.test(part)) return `[${part.slice(1, -1).replace(/^!/, "^").replace(/[\\[]/g, "\\$&")}]`;
    if (part.startsWith("\\")) return `\\${part.slice(1)}`;
    return part.replace(/[.+^$()|{}[\]\\]/g, "\\$&");
  });
  try {
    return new RegExp(`^${source}$`, "u");
  } catch {
    return giveUp("the pattern cannot be read");
  }
}

function contentOf(path: Value | undefined, { budget, readFile }: FunctionCall): string {
  const content = readFile(text(path)) ?? giveUp("the file cannot be read here");
  if (content.includes("\ufffd")) giveUp("the file may not be text");
  budget.spend(content.length / 100);
  return content;
}

function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function folderName(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "." : cleaned(path.slice(0, at + 1));
}

/** The shortest path of the same meaning. */
function cleaned(path: string): string {
  const isRooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !isRooted) kept.push(part);
  }
  const joined = kept.join("/");
  return isRooted ? `/${joined}` : joined === "" ? "." : joined;
}
