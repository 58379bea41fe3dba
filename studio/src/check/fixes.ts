import { type Node, findNodeAtLocation, parseTree } from "jsonc-parser";
import { knownActions } from "../../../lib/catalog";
import {
  type DocumentRelation,
  type Finding,
  PolicyDocument,
  type PolicyKind,
  compare,
  maxPolicyBytes,
  minimize,
  parse,
  utf8Length,
} from "../../../lib/policy";
import { canonicalConditionKey } from "../../../lib/policy/condition-keys";
import { PlacesInText } from "./places";

/** What a fix does. The page has a text for each kind. */
export type FixKind = "fixTo" | "fixRemove" | "fixRename" | "fixList" | "fixCompact" | "fixMinimize";

/** A change of the text that makes a finding go away. */
export interface Fix {
  readonly kind: FixKind;
  /** The new text; empty for kinds without one. */
  readonly written: string;
  /** The whole text after the change. */
  readonly text: string;
}

/** How a text is checked. */
export interface Checking {
  readonly kind: PolicyKind;
  readonly check: (text: string) => readonly Finding[];
}

type Keys = readonly (string | number)[];

interface Change {
  readonly kind: FixKind;
  readonly written?: string;
  readonly text: string;
}

interface Input {
  readonly text: string;
  readonly kind: PolicyKind;
  readonly path: string;
  readonly keys: Keys | undefined;
  /** The value at the path. */
  readonly value: unknown;
}

/** Mechanical changes, by the id of the finding. */
const changes: Readonly<Record<string, (input: Input) => Change | undefined>> = {
  RAM102: (input) => written(input, "1") ?? withVersion(input),
  RAM103: ({ text, keys }) => {
    const statement = nodeAt(text, keys);
    return statement?.type === "object"
      ? { kind: "fixList", text: replaced(text, statement, (old) => `[${old}]`) }
      : undefined;
  },
  RAM104: renamed,
  RAM105: (input) => {
    const { value } = input;
    const right = typeof value === "string" ? sameButCase(value, ["Allow", "Deny"]) : undefined;
    return right === undefined ? undefined : written(input, right);
  },
  RAM109: (input) =>
    ["boolean", "number"].includes(typeof input.value) ? written(input, String(input.value)) : undefined,
  RAM119: ({ text, kind }) => shortened(text, kind),
  RAM701: removed,
  RAM705: (input) => (typeof input.value === "string" ? written(input, input.value.replace(/\/\d+$/, "")) : undefined),
  RAM710: (input) => {
    const [near] = typeof input.value === "string" ? knownActions.nearest(input.value) : [];
    return near === undefined ? undefined : written(input, near);
  },
  RAM711: (input) => {
    const known = typeof input.value === "string" ? knownActions.action(input.value) : undefined;
    return known === undefined ? undefined : written(input, known.name);
  },
  RAM714: renamedKey,
  RAM716: removed,
  RAM717: removed,
  RAM727: removed,
};

/** The mechanical fix of a finding, if there is one that makes it go away and adds no error. */
export function fixOf(text: string, finding: Finding, { kind, check }: Checking): Fix | undefined {
  const change = Object.hasOwn(changes, finding.id) ? changes[finding.id] : undefined;
  if (change === undefined) return undefined;
  const keys = new PlacesInText(text).keysOf(finding.path);
  const changed = change({
    text,
    kind,
    path: finding.path,
    keys,
    value: keys === undefined ? undefined : valueAt(text, keys),
  });
  if (changed === undefined || changed.text === text) return undefined;
  const [before, after] = [check(text), check(changed.text)];
  const ofId = (findings: readonly Finding[]) => findings.filter(({ id }) => id === finding.id).length;
  // Validation stops at what RAM refuses, so a fix may reveal errors in other statements.
  const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === "error").length;
  if (ofId(after) >= ofId(before) || (errors(before) === 0 && errors(after) > 0)) return undefined;
  return { kind: changed.kind, written: changed.written ?? "", text: changed.text };
}

/** How the permissions of a text relate to those before the change. */
export type FixEffect = DocumentRelation | "unknown" | "trust";

/** What a change does to what the policy allows. */
export function effectOf(before: string, after: string, kind: PolicyKind): FixEffect {
  if (kind === "trust") return "trust";
  const [one, other] = [documentIn(before), documentIn(after)];
  if (one === undefined || other === undefined) return "unknown";
  return compare(other, one, { knowledge: knownActions }).relation;
}

/**
 * Applies fixes one after the other, as long as they leave what is allowed exactly as it is.
 *
 * @param until a time in milliseconds after which no further fix is looked for
 */
export function withSafeFixes(
  text: string,
  checking: Checking,
  until = Infinity,
): { readonly text: string; readonly count: number } {
  let [result, count] = [text, 0];
  // Each fix removes a finding. After it, the text is validated again, because places change.
  for (let rounds = 0; rounds < mostFixes; rounds += 1) {
    const next = safeFix(result, checking, until);
    if (next === undefined) break;
    [result, count] = [next.text, count + 1];
  }
  return { text: result, count };
}

function safeFix(text: string, { kind, check }: Checking, until: number): Fix | undefined {
  const findings = check(text);
  const checked = (one: string): readonly Finding[] => (one === text ? findings : check(one));
  for (const finding of findings) {
    if (Date.now() > until) return undefined;
    const fix = fixOf(text, finding, { kind, check: checked });
    if (fix !== undefined && effectOf(text, fix.text, kind) === "equal") return fix;
  }
  return undefined;
}

const mostFixes = 200;

function documentIn(text: string): PolicyDocument | undefined {
  const { typed } = parse(text, "identity");
  return typed === undefined || typed.kind === "trust" ? undefined : typed.policy;
}

/** Writes a text in place of the value at the path. */
function written({ text, keys }: Input, value: string): Change | undefined {
  const node = nodeAt(text, keys);
  if (node === undefined) return undefined;
  return { kind: "fixTo", written: value, text: replaced(text, node, () => JSON.stringify(value)) };
}

/** Adds the version as the first element of the document. */
function withVersion({ text }: Input): Change | undefined {
  const document = parseTree(text);
  const [first] = document?.children ?? [];
  if (document?.type !== "object" || first === undefined) return undefined;
  const space = text.slice(document.offset + 1, first.offset);
  const before = text.slice(0, first.offset);
  const version = `"Version": "1",${space === "" ? " " : space}`;
  return { kind: "fixTo", written: "1", text: `${before}${version}${text.slice(first.offset)}` };
}

function replaced(text: string, { offset, length }: Node, by: (old: string) => string): string {
  return text.slice(0, offset) + by(text.slice(offset, offset + length)) + text.slice(offset + length);
}

function nodeAt(text: string, keys: Keys | undefined): Node | undefined {
  const root = parseTree(text);
  return root === undefined || keys === undefined ? undefined : findNodeAtLocation(root, [...keys]);
}

function removed({ text, keys }: Input): Change | undefined {
  if (keys === undefined) return undefined;
  const list = keys.slice(0, -1);
  const last = keys.at(-1);
  // A list without values would be refused.
  const values = valueAt(text, list);
  if (typeof last === "number" && Array.isArray(values) && values.length === 1) return undefined;
  return without(text, keys);
}

/** An element in another letter case than RAM's. */
function renamed(input: Input): Change | undefined {
  const name = input.keys?.at(-1);
  if (typeof name !== "string") return undefined;
  const right = sameButCase(name, elements);
  return right === undefined ? undefined : withName(input, right);
}

function renamedKey(input: Input): Change | undefined {
  const name = input.keys?.at(-1);
  const right = typeof name === "string" ? canonicalConditionKey(name) : undefined;
  return right === undefined ? undefined : withName(input, right);
}

const elements = [
  ...["Version", "Statement", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  ...["Principal", "NotPrincipal", "Sid"],
];

function sameButCase(text: string, right: readonly string[]): string | undefined {
  return right.find((one) => one !== text && one.toLowerCase() === text.toLowerCase());
}

/** Renames a key, unless the object has the other name already. */
function withName({ text, keys }: Input, name: string): Change | undefined {
  const property = nodeAt(text, keys)?.parent;
  const [key] = property?.children ?? [];
  const siblings = property?.parent?.children ?? [];
  if (key === undefined || siblings.some(({ children: [other] = [] }) => other?.value === name)) return undefined;
  return { kind: "fixRename", written: name, text: replaced(text, key, () => JSON.stringify(name)) };
}

function shortened(text: string, kind: PolicyKind): Change | undefined {
  const compact = JSON.stringify(JSON.parse(text));
  const most = kind === "identity" ? maxPolicyBytes : undefined;
  if (most === undefined || utf8Length(compact) <= most) return { kind: "fixCompact", text: compact };
  const document = documentIn(compact);
  return document === undefined ? undefined : { kind: "fixMinimize", text: minimize(document).document.toText() };
}

/** Removes a value, its key and its comma, and leaves everything else as it is. */
function without(text: string, keys: Keys): Change | undefined {
  const value = nodeAt(text, keys);
  const item = value?.parent?.type === "property" ? value.parent : value;
  const items = item?.parent?.children ?? [];
  const at = items.findIndex((one) => one === item);
  const [before, after] = [items[at - 1], items[at + 1]];
  if (item === undefined || at === -1) return undefined;
  const end = item.offset + item.length;
  const cut =
    after !== undefined
      ? { from: item.offset, to: after.offset }
      : { from: before === undefined ? item.offset : before.offset + before.length, to: end };
  return { kind: "fixRemove", text: text.slice(0, cut.from) + text.slice(cut.to) };
}

function valueAt(text: string, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
    JSON.parse(text),
  );
}
