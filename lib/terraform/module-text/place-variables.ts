import { PolicyError, type Problem, quote } from "../../policy";
import { catalogProblemIds } from "../../catalog";
import { extractExpressions } from "../expressions";
import type { ModuleVariable } from "./module-model";

/** Where a policy applies, in the words of requests. A wildcard is not exact, so that a module does not take it. */
export interface Place {
  readonly workspace?: string;
  readonly region?: string;
  readonly accountId?: string;
}

type PlacePart = keyof Place;

interface PartRule {
  readonly variable: string;
  /** Matches exact values only: nothing that RAM or Terraform reads as a pattern, a path or an expression. RE2. */
  readonly pattern: string;
  /** Sentences of the module. */
  readonly about: string;
  readonly without: string;
  readonly message: string;
  /** For a request whose value is not exact. */
  readonly allowed: string;
  /** The value in the example, where the request has none. */
  readonly sample: string;
}

/** No value is longer than the 64 bytes that the size of a document reserves for it. */
const partRules: Readonly<Record<PlacePart, PartRule>> = {
  workspace: {
    variable: "workspace",
    pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$",
    about: "Name of the workspace that the policies are limited to.",
    without: "With null, they apply in every workspace.",
    message:
      "The workspace is one name of at most 64 letters, digits, underscores, periods and hyphens, without wildcards.",
    allowed: "the name of one workspace: at most 64 letters, digits, underscores, periods and hyphens",
    sample: "team-a",
  },
  region: {
    variable: "region",
    pattern: "^[a-z][a-z0-9-]{1,31}$",
    about: "Id of the region that the policies are limited to, e.g. `cn-hangzhou`.",
    without: "With null, they apply in every region.",
    message: "The region is the id of one region, e.g. cn-hangzhou, without wildcards.",
    allowed: "the id of one region, e.g. cn-hangzhou",
    sample: "cn-hangzhou",
  },
  accountId: {
    variable: "account_id",
    pattern: "^[0-9]{1,32}$",
    about: "Id of the account in the ARNs of the policies.",
    without: "With null, they name no account: a policy applies to its own account only.",
    message: "The account id has digits only.",
    allowed: "the digits of an account id",
    sample: "1234567890123456",
  },
};

const partNames = Object.keys(partRules) as readonly PlacePart[]; // its own names

/** The place of a module's policies, as variables that callers set. */
export interface OpenPlace {
  /** The parts for a request: tokens of the library, which stand for the variables. */
  readonly place: Place;
  /** The variables, the locals and the arguments of the example that a document needs. */
  readonly needsOf: (documents: readonly string[]) => PlaceNeeds;
}

export interface PlaceNeeds {
  readonly variables: readonly ModuleVariable[];
  /** Expressions of HCL by name. */
  readonly locals: Readonly<Record<string, string>>;
  readonly arguments: Readonly<Record<string, string>>;
}

interface PlaceOptions {
  /** Parts that callers must give, also where the request has none. */
  readonly required?: readonly PlacePart[];
  /** Parts that only a request can add, because they change which actions are limited. */
  readonly closed?: readonly PlacePart[];
  /** Where the request has them, with the separator, for messages. */
  readonly path?: string;
}

interface OpenPart {
  readonly token: string;
  readonly variable: ModuleVariable;
  readonly local: readonly [name: string, expression: string] | undefined;
  readonly given: string | undefined;
}

/**
 * Makes variables of the parts of a place. A part that is given must be given by callers too, so that no call is wider than the
 * request. A part that is not given is optional: a call can be narrower.
 *
 * @throws PolicyError RAM627 for a value that is not exact, e.g. a pattern
 */
export function openPlace(given: Place, { required = [], closed = [], path = "" }: PlaceOptions): OpenPlace {
  const problems = partNames.flatMap((part) => inexact(part, given[part], path));
  if (problems.length > 0) throw new PolicyError(problems);
  const parts = partNames
    .filter((part) => given[part] !== undefined || !closed.includes(part))
    .map((part) => [part, openPart(part, given[part], required.includes(part))] as const);
  return {
    place: Object.fromEntries(parts.map(([part, { token }]) => [part, token])),
    needsOf(documents) {
      const used = parts.filter(([, { token }]) => documents.some((text) => text.includes(token)));
      return {
        variables: used.map(([, { variable }]) => variable),
        locals: Object.fromEntries(used.flatMap(([, { local }]) => (local === undefined ? [] : [local]))),
        arguments: Object.fromEntries(
          used.flatMap(([, one]) => (one.given === undefined ? [] : [[one.variable.name, one.given] as const])),
        ),
      };
    },
  };
}

function openPart(part: PlacePart, given: string | undefined, isRequired: boolean): OpenPart {
  const { variable: name, pattern, about, without, message, sample } = partRules[part];
  const matches = `can(regex(${JSON.stringify(pattern)}, var.${name}))`;
  const common = { name, type: "string" };
  if (given !== undefined || isRequired) {
    const variable = { ...common, description: about, rules: [{ condition: matches, message }] };
    return { token: tokenOf(`var.${name}`), variable, local: undefined, given: given ?? sample };
  }
  const rules = [{ condition: `var.${name} == null || ${matches}`, message }];
  const variable = { ...common, description: `${about} ${without}`, default: null, rules };
  const local = [name, `var.${name} == null ? "*" : var.${name}`] as const;
  return { token: tokenOf(`local.${name}`), variable, local, given: undefined };
}

function tokenOf(expression: string): string {
  return extractExpressions(`\${${expression}}`);
}

function inexact(part: PlacePart, value: string | undefined, path: string): readonly Problem[] {
  const { pattern, allowed } = partRules[part];
  if (value === undefined || new RegExp(pattern).test(value)) return [];
  return [
    {
      id: catalogProblemIds.arnValue,
      path: `${path}${part}`,
      found: quote(value),
      allowed: `${allowed}, because callers of the module give it`,
      fix: "write it without wildcards, or leave it out",
    },
  ];
}
