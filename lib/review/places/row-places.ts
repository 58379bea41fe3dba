import path from "node:path";
import { isSameName } from "../../policy/letter-case";
import { principalWithoutDomain } from "../../grants/principal-name";
import { attachmentTexts, ramResources } from "../../terraform/ram-resources";
import { withoutIndices } from "../../terraform/resource-address";
import type { Resource } from "../../terraform/resource";
import type { JsonStep } from "../../terraform/places/json-places";
import type { SourcePlace } from "../../terraform/places/source-place";
import { serviceLinkedName } from "../../grants/service-linked-name";
import { stackBase } from "../compare/aligned-models";
import { serviceLinkedRoleName } from "../compare/service-linked-trust";
import type { ExistenceRow, PermissionRow, ReviewRow, UnknownPolicyRow, UnknownRow } from "../report/review-report";
import type { InputPlaces, PlacedPolicy, PlacedStack } from "./input-places";

/** A part of a stack or a file: its places, the best first, and its text to see whether it changed. */
interface Part {
  readonly type: string;
  readonly places: readonly SourcePlace[];
  readonly key: string;
  readonly text: string;
}

/** Finds what the rows of a review are about: after the change if it is still there, else before. */
export class RowPlaces {
  public constructor(
    private readonly before: InputPlaces,
    private readonly after: InputPlaces,
  ) {}

  /** The places of a row, one list for each thing that it is about, each with the best first. */
  public of(row: ReviewRow): readonly (readonly SourcePlace[])[] {
    const [now, was] = [this.after, this.before].map((side) => partsOf(row, side));
    const found = now === undefined || now.length === 0 ? (was ?? []) : now;
    if (found.length === 0) return this.wholeFiles(row);
    // Who is attached to an unchanged policy gains by the attachment.
    const others = new Map((found === now ? (was ?? []) : []).map(({ key, text }) => [key, text]));
    const changed = row.kind === "unknown" ? [] : found.filter(({ key, text }) => others.get(key) !== text);
    const [first] = changed;
    const shown = first === undefined ? found.slice(0, 1) : changed.filter(({ type }) => type === first.type);
    return shown.map(({ places }) => places);
  }

  /** The files of the stack; those of the input if the row is about several stacks. */
  private wholeFiles({ stack }: ReviewRow): readonly (readonly SourcePlace[])[] {
    const sides = [this.after, this.before];
    const named = sides.flatMap((side) => side.stackNamed(stackBase(stack)) ?? []).slice(0, 1);
    const stacks = named.length > 0 ? named : (sides.find((side) => side.stacks.length > 0)?.stacks ?? []);
    const policies = sides.find((side) => side.policies.length > 0)?.policies ?? [];
    return [
      ...stacks.map(({ places }) => [places.ofBlock(["resource"])]),
      ...policies.map(({ places }) => [places.at([])]),
    ];
  }
}

/** What a row is about, the most specific first. */
function partsOf(row: ReviewRow, side: InputPlaces): readonly Part[] {
  const named = side.stackNamed(stackBase(row.stack));
  const stacks = named === undefined ? side.stacks : [named];
  const files = policyParts(row, side);
  return files.length > 0 ? files : stacks.flatMap((stack) => partsInStack(row, stack, side));
}

function partsInStack(row: ReviewRow, stack: PlacedStack, side: InputPlaces): readonly Part[] {
  switch (row.kind) {
    case "permission":
    case "unknown-policy":
      return grantParts(row, stack, side);
    case "trust":
      return [...principalParts(stack, "role", row.role), ...serviceLinkedParts(stack, row.role)];
    case "existence":
      return existenceParts(row, stack);
    case "unknown":
      return unknownParts(row, stack);
  }
}

function partOf({ places }: PlacedStack, resource: Resource, argument?: string): Part {
  return {
    type: resource.type,
    places: places.ofResource(resource, argument),
    key: resource.address,
    text: JSON.stringify({ ...resource.arguments, "//": undefined }),
  };
}

/** The policies, the attachments, and the principal. */
function grantParts(row: PermissionRow | UnknownPolicyRow, stack: PlacedStack, side: InputPlaces): readonly Part[] {
  const names = policyNames(row);
  // A policy may be in another stack than its attachment.
  const policies = names.flatMap((name) => {
    const all = side.policyResources(name);
    const own = all.filter((one) => one.stack === stack);
    return own.length > 0 ? own : all;
  });
  const attachments = stack.stack.resources.filter((resource) => attachesTo(stack, resource, row, names));
  const { kind, name } = row.principal;
  return [
    ...policies.map((one) => partOf(one.stack, one.resource, ramResources.get(one.resource.type)?.document?.argument)),
    ...attachments.map((resource) => partOf(stack, resource)),
    ...principalParts(stack, kind, name),
  ];
}

function policyNames(row: PermissionRow | UnknownPolicyRow): readonly string[] {
  const names = row.kind === "permission" ? row.policies : [row.policy];
  return names.map((name) => name.replace(/ \(through group .*\)$/, ""));
}

function attachesTo(
  { texts }: PlacedStack,
  resource: Resource,
  { principal }: PermissionRow | UnknownPolicyRow,
  names: readonly string[],
): boolean {
  const found = attachmentTexts(resource.type, (argument) => texts.textOf(resource, argument));
  const policy = found?.policy();
  if (policy === undefined || found?.principal === undefined) return false;
  const { principal: written, isScoped } = found;
  const to = isScoped ? principalWithoutDomain(written) : written;
  return isSameName(to, principal.name) && names.some((name) => isSameName(name, policy));
}

/** What creates a principal or policy of a name, at its document if it has one. */
function principalParts(stack: PlacedStack, kind: string, name: string): readonly Part[] {
  return namedParts(stack, kind, name, ({ type }) => ramResources.get(type)?.document?.argument);
}

function namedParts(
  stack: PlacedStack,
  kind: string,
  name: string,
  argumentOf: (resource: Resource) => string | undefined = () => undefined,
): readonly Part[] {
  return stack.stack.resources
    .filter(({ type }) => ramResources.get(type)?.creates === kind)
    .filter((resource) => isSameName(stack.texts.nameOf(resource), name))
    .map((resource) => partOf(stack, resource, argumentOf(resource)));
}

function existenceParts({ what, name }: ExistenceRow, stack: PlacedStack): readonly Part[] {
  switch (what) {
    case "membership":
      return membershipParts(stack, name.split(" in ").at(-1) ?? "", name.split(" in ")[0]);
    case "service-linked role":
      return serviceLinkedParts(stack, serviceLinkedRoleName(name));
    case "stack":
      return [];
    default:
      return namedParts(stack, what, name);
  }
}

/** What creates the service-linked role of a name, as {@link serviceLinkedRoleName} gives it. */
function serviceLinkedParts(stack: PlacedStack, role: string): readonly Part[] {
  return stack.stack.resources
    .filter((resource) => {
      const name = serviceLinkedName(resource, stack.texts);
      return name !== undefined && serviceLinkedRoleName(name) === role;
    })
    .map((resource) => partOf(stack, resource));
}

function membershipParts(stack: PlacedStack, group: string, user: string | undefined): readonly Part[] {
  return stack.stack.resources
    .filter((resource) => {
      const rule = ramResources.get(resource.type)?.joins;
      if (rule === undefined || !isSameName(stack.texts.textOf(resource, rule.group) ?? "", group)) return false;
      const users = [resource.arguments[rule.users]].flat();
      return (
        user === undefined || users.some((one) => typeof one === "string" && isSameName(stack.texts.follow(one), user))
      );
    })
    .map((resource) => partOf(stack, resource, ramResources.get(resource.type)?.joins?.users));
}

function unknownParts(row: UnknownRow, stack: PlacedStack): readonly Part[] {
  const { what, name } = row;
  switch (what) {
    case "policy":
      return principalParts(stack, "policy", name);
    case "trust of role":
      return principalParts(stack, "role", name);
    case "member list of group":
      return membershipParts(stack, name, undefined);
    case "membership of":
      return membershipParts(stack, name.split(" in ").at(-1) ?? "", name.split(" in ")[0]);
    case "value":
      return stack.stack.resources
        .filter(({ arguments: given }) => JSON.stringify(given).includes(jsonText(name)))
        .map((resource) => partOf(stack, resource));
    case "number of":
    case "resource":
      return stack.stack.resources
        .filter(({ address }) => withoutIndices(address) === withoutIndices(name))
        .map((resource) => partOf(stack, resource));
    case "module":
      return blockParts(stack, ["module", name]);
    case "change":
      return changeParts(name, stack);
  }
}

/** A text as it is within a JSON text. */
function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * Blocks that a change is named after: `var.a`, `local.a`, `data.t.n`, `output.o`; or a file in the folder of the stack.
 */
function changeParts(name: string, stack: PlacedStack): readonly Part[] {
  const { file } = stack.stack;
  const [first = "", second = "", ...rest] = name.split(".");
  const way = blockWays[first]?.(second, rest.join("."));
  const data = stack.stack.data.filter(({ address }) => withoutIndices(address) === name);
  if (data.length > 0) return data.map((one) => partOf(stack, one));
  const found = way === undefined ? [] : blockParts(stack, way);
  if (found.length > 0) return found;
  const isFile = /\.\w+$/.test(name) && way === undefined;
  return isFile ? [{ type: "file", places: [{ file: path.join(path.dirname(file), name) }], key: name, text: "" }] : [];
}

const blockWays: Readonly<Record<string, (first: string, rest: string) => readonly JsonStep[]>> = {
  var: (name) => ["variable", name, "default"],
  local: (name) => ["locals", name],
  data: (type, name) => ["data", type, name],
  output: (name) => ["output", name, "value"],
  module: (name) => ["module", name],
  provider: (name) => ["provider", name],
  terraform: () => ["terraform"],
};

function blockParts({ places }: PlacedStack, way: readonly JsonStep[]): readonly Part[] {
  if (!places.hasBlock(way.slice(0, way.length > 2 ? 2 : way.length))) return [];
  return [{ type: "block", places: [places.ofBlock(way)], key: way.join("."), text: "" }];
}

/** The policy files of a row, with the statement that has its first action. */
function policyParts(row: ReviewRow, side: InputPlaces): readonly Part[] {
  const names = row.kind === "trust" ? [row.role] : row.kind === "permission" ? policyNames(row) : [];
  const wanted = row.kind === "trust" ? [row.trusted.name] : row.kind === "permission" ? row.actions : [];
  const parts = names.flatMap((name) => side.policyNamed(name) ?? []);
  return [...new Set(parts)].map((one) => ({
    type: "file",
    places: [placeInPolicy(one, wanted)],
    key: one.name,
    text: one.policy.text,
  }));
}

function placeInPolicy({ places }: PlacedPolicy, wanted: readonly string[]): SourcePlace {
  const isWanted = (value: unknown): boolean =>
    typeof value === "string" && wanted.some((text) => isSameName(text, value));
  return places.first(["Statement"], isWanted) ?? places.at(["Statement"]);
}
