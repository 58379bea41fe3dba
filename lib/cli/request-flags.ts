import type { SecretPart, Within } from "../catalog";
import { namedPartOf } from "../catalog/asked-by-name";
import type { Problem } from "../policy";

/** A flag of `least-privilege` that narrows a part of the request. */
interface RestrictionFlag {
  readonly within: keyof Within;
  /** A `place`, e.g. a workspace, has one value and may narrow nothing. `names` that narrow nothing are an error. */
  readonly kind: "place" | "names";
  /** For the help. */
  readonly value: string;
}

/** By the name of the flag, in the order of the help. `--credential` is not among them, because it grants secrets. */
export const restrictionFlags = {
  workspace: { within: "workspace", kind: "place", value: "name" },
  region: { within: "region", kind: "place", value: "id" },
  account: { within: "accountId", kind: "place", value: "id" },
  "resource-group": { within: "resourceGroups", kind: "names", value: "id" },
  runtime: { within: "runtimes", kind: "names", value: "name" },
  flow: { within: "flows", kind: "names", value: "id" },
  tool: { within: "tools", kind: "names", value: "name" },
  "knowledge-base": { within: "knowledgeBases", kind: "names", value: "name" },
  "model-service": { within: "modelServices", kind: "names", value: "name" },
  "pai-service": { within: "paiServices", kind: "names", value: "name" },
  "pai-gateway": { within: "paiGateways", kind: "names", value: "id" },
  "pai-resource": { within: "paiResources", kind: "names", value: "id" },
  "pai-virtual-resource": { within: "paiVirtualResources", kind: "names", value: "id" },
  "pai-benchmark-task": { within: "paiBenchmarkTasks", kind: "names", value: "id" },
} as const satisfies Readonly<Record<string, RestrictionFlag>>;

export type RestrictionFlagName = keyof typeof restrictionFlags;

/** Names of all flags that restrict. */
export const restrictionFlagNames = Object.keys(restrictionFlags) as readonly RestrictionFlagName[];

/** The flag for a part of `within`. */
export function flagOf(restriction: string): RestrictionFlagName | undefined {
  return restrictionFlagNames.find((name) => restrictionFlags[name].within === restriction);
}

/** Flags that request secrets: the part of `secrets` that each sets, and the help text. */
export const secretFlags = {
  "access-tokens": { part: "accessTokens", about: "access tokens" },
  certificates: { part: "certificates", about: "certificates with their private keys" },
  "licence-keys": { part: "licenceKeys", about: "the keys that applications report traces with" },
  "toolset-authorizations": { part: "toolsetAuthorizations", about: "authorizations of toolsets" },
  "model-set-authorizations": { part: "modelSetAuthorizations", about: "authorizations of model sets" },
  "artifact-tokens": { part: "artifactTokens", about: "temporary credentials of the artifact bucket" },
  "signed-urls": { part: "signedUrls", about: "signed addresses of PAI EAS services" },
  "identity-tokens": { part: "identityTokens", about: "keys and tokens that Agent Identity holds for other services" },
} as const satisfies Readonly<Record<string, { readonly part: SecretPart; readonly about: string }>>;

export type SecretFlagName = keyof typeof secretFlags;

export const secretFlagNames = Object.keys(secretFlags) as readonly SecretFlagName[];

export function flagForNeed(need: string): string {
  const part = namedPartOf(need);
  if (part === undefined) return `--action ${need}`;
  if (part === "passRoles") return "--pass-role <role name>";
  if (part === "shell") return "--shell";
  if (part === "secrets.credentials") return "--credential <name>";
  return `--${secretFlagNames.find((name) => `secrets.${secretFlags[name].part}` === part) ?? part}`;
}

/** Why an action is not narrowed, with the flags in place of the parts of a request. */
export function whyInFlags(why: string): string {
  return why
    .replace("no part of `within`", "none of the flags")
    .replace(/\bwithin\.(\w+)/g, (part, name: string) => {
      const flag = flagOf(name);
      return flag === undefined ? part : `--${flag}`;
    })
    .replace('workspaceScope "practice"', "--workspace-scope practice")
    .replace("secrets.credentials", "--credential")
    .replace("passRoles", "--pass-role");
}

const partFlags: Readonly<Record<string, string>> = {
  actions: "--action",
  except: "--except",
  passRoles: "--pass-role",
  credentials: "--credential",
  conditions: "--condition",
  dangerousConditions: "--dangerous-condition",
  nodes: "--without-nodes",
  shell: "--shell",
};

/** A problem with a request, with the flag in place of the path. */
export function problemInFlags(problem: Problem): Problem {
  const path = pathInFlags(problem.path);
  const fix = problem.fix.replace('features: { agents: "view" }', "--feature agents=view");
  return { ...problem, path, fix };
}

function pathInFlags(path: string): string {
  const feature = /^features\.(.*)$/s.exec(path)?.[1];
  if (feature !== undefined) return `--feature ${feature}`;
  const restriction = /^within\.(\w+)/.exec(path)?.[1];
  const flag = restriction === undefined ? undefined : flagOf(restriction);
  if (flag !== undefined) return `--${flag}`;
  const [, part = "", inside] = /^(.+?)(?:\[\d+\])?(?:\.([^.]+).*)?$/s.exec(path.replace("secrets.", "")) ?? [];
  const partFlag = Object.hasOwn(partFlags, part) ? partFlags[part] : undefined;
  if (partFlag === undefined) return path;
  return inside === undefined ? partFlag : `${partFlag} ${inside}`;
}
