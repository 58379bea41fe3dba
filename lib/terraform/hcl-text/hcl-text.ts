import { isJsonObject } from "../../policy/json-value";
import { constructPathIn } from "../resource";
import { type IsBlock, blocksOf } from "./block-kinds";
import { documentLines } from "./document-expression";
import { assignmentLines, expressionLines, indented, quoted, referenceText } from "./expression-text";

export type Body = Readonly<Record<string, unknown>>;

/** Whether an argument of a type of resource is a policy document. */
export type IsDocument = (type: string, argument: string) => boolean;

/**
 * Terraform JSON in HCL, as `terraform fmt` formats it. Policy documents are written as `jsonencode({...})`, and each block has
 * the path of its construct above it.
 */
export function hclText(given: Body, isDocument: IsDocument): string {
  const types = [...order.filter((type) => given[type] !== undefined), ...Object.keys(given).filter(isOther)];
  const blocks = types.flatMap((type) =>
    blocksIn(given[type], labelCounts[type] ?? 0).map((one) => ({ type, isDocument, ...one })),
  );
  return blocks.map((one) => `${topBlock(one).join("\n")}\n`).join("\n");
}

const order = [
  ...["terraform", "provider", "variable", "locals", "data", "ephemeral", "resource", "module", "output"],
  ...["moved", "import", "removed", "check"],
];

const labelCounts: Readonly<Record<string, number>> = {
  ...{ provider: 1, variable: 1, output: 1, module: 1, check: 1 },
  ...{ resource: 2, data: 2, ephemeral: 2 },
};

function isOther(type: string): boolean {
  return type !== "//" && !order.includes(type);
}

interface LabelledBody {
  readonly labels: readonly string[];
  readonly body: Body;
}

/** Terraform JSON has one block as an object and several as a list, at any level of their labels. */
function blocksIn(value: unknown, labels: number): readonly LabelledBody[] {
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isJsonObject);
  if (labels === 0) return items.map((body) => ({ labels: [], body }));
  return items.flatMap((item) =>
    Object.entries(item)
      .filter(([label]) => label !== "//")
      .flatMap(([label, inner]) =>
        blocksIn(inner, labels - 1).map(({ labels: rest, body }) => ({ labels: [label, ...rest], body })),
      ),
  );
}

interface TopBlock extends LabelledBody {
  readonly type: string;
  readonly isDocument: IsDocument;
}

function topBlock({ type, labels, isDocument, body: { "//": comment, ...body } }: TopBlock): readonly string[] {
  const path = constructPathIn({ "//": comment });
  const place = { type, labels, path: [], isBlock: blocksOf(type, labels), isDocument };
  const lines = blockLines(type, labels, bodyLines(place, body));
  return path === undefined ? lines : [`# ${path.replace(/\p{Cc}/gu, " ")}`, ...lines];
}

function blockLines(type: string, labels: readonly string[], body: readonly string[]): readonly string[] {
  const head = [type, ...labels.map((label) => JSON.stringify(label))].join(" ");
  return body.length === 0 ? [`${head} {}`] : [`${head} {`, ...indented(body), "}"];
}

/** Where a body is. */
interface Place {
  /** Of the block at the top. */
  readonly type: string;
  readonly labels: readonly string[];
  /** Blocks within it that lead to the body. */
  readonly path: readonly string[];
  readonly isBlock: IsBlock;
  readonly isDocument: IsDocument;
}

/** Arguments that come first, apart from the others. */
const first: ReadonlySet<string> = new Set(["count", "for_each", "provider"]);

/** What comes last. */
const last: ReadonlySet<string> = new Set(["provisioner", "connection", "timeouts", "lifecycle"]);

function bodyLines(place: Place, { depends_on: dependsOn, ...body }: Body): readonly string[] {
  const entries = Object.entries(body).filter(([name, value]) => name !== "//" && value !== undefined);
  const isBlock = ([name, value]: readonly [string, unknown]): boolean => place.isBlock([...place.path, name], value);
  const given = entries.filter((entry) => !isBlock(entry));
  const isFirst = ([name]: readonly [string, unknown]): boolean =>
    first.has(name) && place.path.length === 0 && ["resource", "data"].includes(place.type);
  const blocks = entries.filter(isBlock);
  const lines = (some: readonly (readonly [string, unknown])[]): readonly string[] =>
    assignmentLines(some.map(([name, value]) => [name, argumentLines(place, name, value)]));
  return separated([
    lines(given.filter(isFirst)),
    lines(given.filter((entry) => !isFirst(entry))),
    ...blocks.filter(([name]) => !last.has(name)).flatMap((entry) => nestedBlocks(place, entry)),
    ...blocks.filter(([name]) => last.has(name)).flatMap((entry) => nestedBlocks(place, entry)),
    dependsOn === undefined ? [] : lines([["depends_on", dependsOn]]),
  ]);
}

/** Parts with an empty line between them. */
function separated(parts: readonly (readonly string[])[]): readonly string[] {
  return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** Blocks within a body whose type is followed by a label. */
const labelled: ReadonlySet<string> = new Set(["dynamic", "provisioner", "backend", "data", "provider_meta"]);

function nestedBlocks(place: Place, [name, value]: readonly [string, unknown]): readonly (readonly string[])[] {
  const path = [...place.path, name];
  const count = name === "data" ? 2 : labelled.has(name) ? 1 : 0;
  return blocksIn(value, count).map(({ labels, body }) => {
    if (name === "dynamic") return blockLines(name, labels, dynamicLines(place, labels, body));
    // The entries of `required_providers` are arguments, and so is all that is in most other blocks.
    return blockLines(name, labels, bodyLines({ ...place, path }, body));
  });
}

function dynamicLines(place: Place, [type = ""]: readonly string[], { content, ...body }: Body): readonly string[] {
  const given = Object.entries(body).map(
    ([name, value]) => [name, name === "iterator" ? [referenceText(String(value))] : expressionLines(value)] as const,
  );
  const inner = blocksIn(content, 0).map(({ body: one }) =>
    blockLines("content", [], bodyLines({ ...place, path: [...place.path, type] }, one)),
  );
  return separated([assignmentLines(given), ...inner]);
}

/** Arguments that name something of the configuration, and that Terraform JSON has as plain texts. */
function isReference({ type, path }: Place, name: string): boolean {
  const [within] = path;
  if (name === "depends_on" || name === "replace_triggered_by" || name === "ignore_changes") return true;
  if (path.length === 0 && (type === "resource" || type === "data")) return name === "provider";
  if (path.length === 0 && type === "module") return name === "providers";
  if (type === "moved" || type === "removed") return name === "from" || name === "to";
  if (type === "import") return name === "to" || name === "provider";
  return type === "variable" && within === undefined && name === "type";
}

function argumentLines(place: Place, name: string, value: unknown): readonly string[] {
  if (isReference(place, name)) return referenceLines(value);
  const [type = ""] = place.labels;
  const isDocument = place.type === "resource" && place.path.length === 0 && place.isDocument(type, name);
  return (isDocument ? documentLines(value) : undefined) ?? expressionLines(value);
}

function referenceLines(value: unknown): readonly string[] {
  if (typeof value === "string") return referenceText(value).split("\n");
  if (Array.isArray(value)) {
    const references = value.map((item: unknown) => (typeof item === "string" ? `\${${referenceText(item)}}` : item));
    return expressionLines(references);
  }
  if (!isJsonObject(value)) return expressionLines(value);
  const entries = Object.entries(value).map(
    ([key, item]) => [referenceKey(key), [referenceText(String(item))]] as const,
  );
  return ["{", ...indented(assignmentLines(entries)), "}"];
}

function referenceKey(key: string): string {
  return /^[\w.-]+$/.test(key) ? key : quoted(key);
}
