import { dataFiles } from "../../catalog/data-files";
import { isJsonObject } from "../../policy/json-value";

/** Distinguishes the blocks in a body from arguments, which look the same in Terraform JSON. */
export type IsBlock = (path: readonly string[], value: unknown) => boolean;

/** Blocks of any resource, and those that only Terraform knows. */
const ofTerraform: ReadonlySet<string> = new Set([
  ...["lifecycle", "timeouts", "connection", "provisioner", "dynamic", "precondition", "postcondition"],
]);

const documentBlocks: ReadonlySet<string> = new Set(["statement", "principal", "condition"]);

const providerBlocks: ReadonlySet<string> = new Set([
  ...["endpoints", "assume_role", "assume_role_with_oidc", "sign_version", "ignore_tags"],
]);

const blocksOfOthers: Readonly<Record<string, readonly string[]>> = {
  variable: ["validation"],
  output: ["precondition"],
  terraform: ["required_providers", "backend", "cloud", "provider_meta"],
  check: ["assert", "data"],
  removed: ["lifecycle", "provisioner"],
};

/** Blocks within those. Whatever else is in them is an argument. */
const withinBlocks: readonly (readonly [outer: string, inner: string])[] = [
  ["lifecycle", "precondition"],
  ["lifecycle", "postcondition"],
  ["provisioner", "connection"],
  ["backend", "workspaces"],
  ["cloud", "workspaces"],
];

/** The blocks of a block of some type, e.g. of `resource` `alicloud_ram_policy`. */
export function blocksOf(type: string, labels: readonly string[]): IsBlock {
  const isKnown = type === "resource" || type === "data" ? resourceBlocks(type, labels) : topBlocks(type);
  return (path, value) => {
    const [outer, inner, ...more] = path;
    const isWithin = withinBlocks.some(([one, other]) => one === outer && other === inner && more.length === 0);
    return isBlockValue(value) && (isWithin || isKnown(path, value));
  };
}

function topBlocks(type: string): IsBlock {
  const names = type === "provider" ? providerBlocks : new Set(blocksOfOthers[type] ?? []);
  return ([name = "", ...more]) => more.length === 0 && names.has(name);
}

function resourceBlocks(type: string, [resource = ""]: readonly string[]): IsBlock {
  const listed = type === "resource" ? nestedIn(dataFiles.providerArguments().types[resource]) : undefined;
  return (path, value) => {
    const [first = ""] = path;
    if (ofTerraform.has(first)) return path.length === 1;
    if (resource === "alicloud_ram_policy_document") return documentBlocks.has(path.at(-1) ?? "");
    if (listed !== undefined) return listed.has(path.join("."));
    // Of types that are not listed, an object is more often a map, and a list of objects a list of blocks.
    return Array.isArray(value);
  };
}

function isBlockValue(value: unknown): boolean {
  return isJsonObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isJsonObject));
}

/** The arguments that have arguments, by their paths. */
function nestedIn(written: string | null | undefined): ReadonlySet<string> | undefined {
  if (written === undefined || written === null) return undefined;
  const found = new Set<string>();
  const open: string[] = [];
  let last = "";
  for (const [token] of written.matchAll(/[^\s()]+|[()]/g)) {
    if (token === "(") {
      open.push(last);
      found.add(open.join("."));
    } else if (token === ")") open.pop();
    else last = token;
  }
  return found;
}
