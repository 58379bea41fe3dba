import { isJsonObject } from "../../policy/json-value";
import { lazy } from "../../catalog/lazy";
import { findRepeatedKey } from "./repeated-json-key";
import { UnreadableStackError, jsonOf, readText } from "../synthesized-stack";
import { type BlockPositions, positionsIn } from "./block-positions";
import { type Block, type Body, type Location, labelCounts } from "./blocks";
import { type HclFile, parseHcl } from "./parse-hcl";
import { withKeptLiterals } from "./kept-literals";
import { syntaxError } from "./syntax-error";

/**
 * The blocks of configuration files.
 *
 * @param files paths that can be opened
 * @param shown the path of a file for messages and locations
 * @throws UnreadableStackError RAM501 for a file that cannot be read or parsed, with the line
 */
export function readBlocks(files: readonly string[], shown: (file: string) => string): readonly Block[] {
  const native = files.filter((file) => !file.endsWith(".json"));
  const parsed = new Map(parsedFiles(native.map((file) => ({ name: shown(file), text: readText(file) }))));
  return files.flatMap((file) => {
    const name = shown(file);
    const found = parsed.get(name);
    if (found !== undefined) return blocksOf(found.json, name, locatorOf(found));
    return blocksOf(jsonWithoutRepeats(readText(file), name), name, () => () => undefined, true);
  });
}

interface ParsedFile extends HclFile {
  readonly json: Body;
}

/** The values of a file of variables, by name. */
export function readAssignments(file: string, shown: string): Body {
  const [[, { json }] = ["", { json: {} }]] = parsedFiles([{ name: shown, text: readText(file) }]);
  return json;
}

/** @throws UnreadableStackError RAM501 for a syntax error */
export function parsedFiles(files: readonly HclFile[]): readonly (readonly [string, ParsedFile])[] {
  const results = parseHcl(files.map(withKeptLiterals));
  return files.map((file, index) => {
    const result = results[index] ?? { problem: "not parsed" };
    if ("problem" in result) throw syntaxError(file, result.problem);
    return [file.name, { ...file, json: result.json }] as const;
  });
}

function jsonWithoutRepeats(text: string, file: string): Body {
  const json = jsonOf(text, file);
  const repeated = findRepeatedKey(text);
  if (repeated === undefined) return json;
  throw new UnreadableStackError(
    file,
    `the key ${repeated} occurs twice in one object, so that its meaning is not known`,
  );
}

/** Finds the location of the nth block with given labels. */
type Locator = (type: string, labels: readonly string[], index: number) => Block["locate"];

function locatorOf({ name, text, json }: ParsedFile): Locator {
  const blocks = lazy(() => {
    const found = new Map<string, BlockPositions[]>();
    for (const block of positionsIn(text, json)?.blocks ?? []) {
      const key = keyOf(block.type, block.labels);
      const same = found.get(key) ?? [];
      same.push(block);
      found.set(key, same);
    }
    return found;
  });
  return (type, labels, index) => (argument) => {
    const found = blocks().get(keyOf(type, labels))?.[index];
    return found === undefined ? undefined : locationIn(name, found, argument);
  };
}

function keyOf(type: string, labels: readonly string[]): string {
  return [type, ...labels].join("\n");
}

function locationIn(file: string, block: BlockPositions, argument: string | undefined): Location {
  const within =
    argument === undefined
      ? undefined
      : (block.arguments.get(argument) ??
        block.blocks.find(({ type, labels }) => type === argument || (type === "dynamic" && labels[0] === argument)));
  const { line, column } = within ?? block;
  return { file, line, column };
}

function blocksOf(json: Body, file: string, locator: Locator, isJson = false): readonly Block[] {
  return Object.entries(json).flatMap(([type, value]) => {
    if (type === "//" && isJson) return [];
    const count = labelCounts.get(type) ?? 0;
    if (!isJson && labelCounts.has(type)) checkLabels(value, count, file, type);
    return bodiesAt(value, count, file, type).map(({ labels, body, index }) => ({
      type,
      labels,
      body: isJson ? withoutComment(body) : body,
      file,
      isJson,
      locate: locator(type, labels, index),
    }));
  });
}

/**
 * The parser has the blocks with given labels as a list, below one object for each label.
 *
 * @throws UnreadableStackError RAM501 for another number of labels, which Terraform refuses
 */
function checkLabels(value: unknown, labels: number, file: string, what: string): void {
  if (Array.isArray(value) !== (labels === 0)) {
    const number = labels === 0 ? "more" : "fewer";
    throw new UnreadableStackError(
      file,
      `a block ${what} has ${number} labels than Terraform takes`,
      "correct its labels",
    );
  }
  if (labels === 0 || !isJsonObject(value)) return;
  for (const [label, inner] of Object.entries(value)) checkLabels(inner, labels - 1, file, `${what} ${label}`);
}

function withoutComment({ "//": _, ...body }: Body): Body {
  return body;
}

interface LabelledBody {
  readonly labels: readonly string[];
  readonly body: Body;
  /** Among the blocks with the same labels. */
  readonly index: number;
}

/** JSON has blocks as objects or lists, at any level of their labels. */
function bodiesAt(value: unknown, labels: number, file: string, what: string): readonly LabelledBody[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (labels === 0) return items.map((body, index) => ({ labels: [], body: bodyOf(body, file, what), index }));
  return items.flatMap((item) =>
    Object.entries(bodyOf(item, file, what)).flatMap(([label, inner]) =>
      label === "//"
        ? []
        : bodiesAt(inner, labels - 1, file, `${what}.${label}`).map((found) => ({
            ...found,
            labels: [label, ...found.labels],
          })),
    ),
  );
}

function bodyOf(value: unknown, file: string, what: string): Body {
  if (isJsonObject(value)) return value;
  throw new UnreadableStackError(file, `${what} is not a block`);
}
