import {
  type LeastPrivilegeReport,
  type LeastPrivilegeResult,
  catalogProblemIds,
  feature,
  featureKeys,
  generations,
  leastPrivilege,
  resourceGroupForms,
  workspaceScopes,
} from "../catalog";
import { namedPartOf } from "../catalog/asked-by-name";
import { defaultWorkspaceScope } from "../catalog/least-privilege/action-scope";
import { flowNodeKinds } from "../catalog/flow-nodes";
import { PolicyError, formatProblem } from "../policy";
import { UsageError, wrongValue } from "./command";
import { conditionsOf } from "./condition-arguments";
import type { Given, OptionDeclarations } from "./declaration";
import {
  type RestrictionFlagName,
  flagForNeed,
  flagOf,
  problemInFlags,
  restrictionFlagNames,
  restrictionFlags,
  type SecretFlagName,
  secretFlagNames,
  secretFlags,
  whyInFlags,
} from "./request-flags";

/** The options of a request for least privilege. */
export const requestOptions = {
  feature: {
    value: "key=classes",
    about: "a feature with one or more of view, manage, invoke, e.g. sandboxes=manage",
    many: true,
    completions: () => featureKeys().flatMap((key) => feature(key).classes.map((one) => `${key}=${one}`)),
  },
  action: { value: "action", about: "an action to grant in addition to the features", many: true },
  except: { value: "action", about: "an action to leave out", many: true },
  ...restrictions(),
  "resource-group-form": {
    value: "form",
    about:
      "how to limit actions to the resource groups: by a condition, or by attaching the policy there; default: condition",
    choices: resourceGroupForms,
  },
  "workspace-scope": {
    value: "page",
    about: `which page to follow where the vendor's pages contradict each other; default: ${defaultWorkspaceScope}`,
    choices: workspaceScopes,
  },
  credential: { value: "name", about: "grant the secrets of this credential", many: true },
  ...secretSwitches(),
  shell: { about: "grant running commands in the instances of agents" },
  "without-nodes": {
    value: "kind",
    about: "leave out what workflow nodes of this kind need",
    choices: flowNodeKinds,
    many: true,
  },
  "pass-role": { value: "name", about: "grant passing this role to the services of the features", many: true },
  condition: { value: "Operator:key=value", about: "a condition on all actions", many: true },
  "dangerous-condition": { value: "Operator:key=value", about: "a condition on dangerous actions", many: true },
  generation: { value: "generation", about: "the generation of names to grant", choices: generations },
} as const satisfies OptionDeclarations;

type RequestValues = Given<readonly [], typeof requestOptions>["options"];

/**
 * The request that options make. Its names are not checked.
 *
 * @throws UsageError for an option that another one needs
 */
export function requestOf(values: RequestValues): object {
  const form = values["resource-group-form"];
  if (form !== undefined && (values["resource-group"] ?? []).length === 0) {
    throw new UsageError("it needs --resource-group, which names the groups", {
      where: "--resource-group-form",
      fix: "add --resource-group <id>",
    });
  }
  return {
    features: features(values.feature ?? []),
    within: within(values),
    ...(form === undefined ? {} : { resourceGroupForm: form }),
    ...(values["workspace-scope"] === undefined ? {} : { workspaceScope: values["workspace-scope"] }),
    secrets: {
      ...(values.credential === undefined ? {} : { credentials: values.credential }),
      ...Object.fromEntries(
        secretFlagNames.filter((name) => values[name]).map((name) => [secretFlags[name].part, true]),
      ),
    },
    ...(values.shell ? { shell: true } : {}),
    ...(values["without-nodes"] === undefined
      ? {}
      : { nodes: Object.fromEntries(values["without-nodes"].map((kind) => [kind, false])) }),
    ...(values.action === undefined ? {} : { actions: values.action }),
    ...(values.except === undefined ? {} : { except: values.except }),
    ...(values["pass-role"] === undefined ? {} : { passRoles: values["pass-role"] }),
    ...(values.condition === undefined ? {} : { conditions: conditionsOf("condition", values.condition) }),
    ...(values["dangerous-condition"] === undefined
      ? {}
      : { dangerousConditions: conditionsOf("dangerous-condition", values["dangerous-condition"]) }),
    ...(values.generation === undefined ? {} : { generation: values.generation }),
  };
}

/** Notes for the reader of the policy. */
export function reportLines(report: LeastPrivilegeReport, values: RequestValues): readonly string[] {
  const isByAttachment = values["resource-group-form"] === "attachment";
  const isForAccount = (need: string): boolean => isByAttachment && namedPartOf(need) === undefined;
  const grantOf = (need: string): string =>
    `${isForAccount(need) ? "a policy that is attached in the account, with " : ""}${flagForNeed(need)}`;
  return [
    ...report.warnings.map((warning) => `warning: ${formatProblem(problemInFlags(warning))}`),
    ...report.wide.map(({ action, why }) => `not narrowed: ${action} (${whyInFlags(why)})`),
    ...contestedLines(report),
    ...report.incomplete.map(
      ({ feature, operations, why }) => `incomplete: ${feature} lacks ${operations.join(", ")} (${why})`,
    ),
    ...report.withheld.map(({ need, why }) => `not granted: ${need} (${why}); see ${grantOf(need)}`),
    ...report.reveals.map(
      ({ action, what }) => `may reveal: ${action} (the answer may hold ${what}); see --except ${action}`,
    ),
    ...report.siblings.map(
      ({ feature, about, relatedTo }) => `related to ${relatedTo}: --feature ${feature}=... (${about})`,
    ),
    ...report.unused.map((name) => `no effect: --${flagOf(name) ?? name} narrows none of the granted actions`),
  ];
}

/** Notes on actions that are limited by a page which another page contradicts, grouped by what the pages say. */
function contestedLines({ scopes }: LeastPrivilegeReport): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { action, document, about, contested } of scopes) {
    if (!contested || document === "authorization page") continue;
    const text = `by the ${document}, which another page contradicts: ${about}`;
    byText.set(text, [...(byText.get(text) ?? []), action]);
  }
  return [...byText].map(([text, actions]) => `contested: ${actions.join(", ")} (${text}; see --workspace-scope)`);
}

function restrictions() {
  const declared = restrictionFlagNames.map((name) => {
    const { value, kind } = restrictionFlags[name];
    return [name, { value, about: `grant only within this ${name}`, ...(kind === "place" ? {} : { many: true }) }];
  });
  // fromEntries forgets which names they are, and which of them may be repeated.
  return Object.fromEntries(declared) as RestrictionOptions;
}

function secretSwitches() {
  const declared = secretFlagNames.map((name) => [name, { about: `grant reading ${secretFlags[name].about}` }]);
  return Object.fromEntries(declared) as Readonly<Record<SecretFlagName, { readonly about: string }>>; // its own names
}

type RestrictionOptions = {
  readonly [Name in RestrictionFlagName]: (typeof restrictionFlags)[Name]["kind"] extends "place"
    ? Place
    : Place & { readonly many: true };
};

interface Place {
  readonly value: string;
  readonly about: string;
}

function within(
  values: Readonly<Partial<Record<RestrictionFlagName, string | readonly string[]>>>,
): Readonly<Record<string, string | readonly string[]>> {
  const given = restrictionFlagNames.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[restrictionFlags[name].within, value] as const];
  });
  return Object.fromEntries(given);
}

/** A place that narrows nothing, e.g. a workspace, is reported. Resource names that narrow nothing are an error. */
export function answerTo(request: object): LeastPrivilegeResult {
  let result: LeastPrivilegeResult;
  try {
    // leastPrivilege checks every name, also those that the compiler cannot see.
    result = leastPrivilege(request, { unusedRestrictions: "report" });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.problems.map(problemInFlags));
  }
  const unused = result.report.unused.map(flagOf);
  const useless = unused.filter((name) => name === undefined || restrictionFlags[name].kind === "names");
  if (useless.length === 0) return result;
  throw new PolicyError(
    useless.map((name) => ({
      id: catalogProblemIds.unusedRestriction,
      path: `--${name ?? "unknown"}`,
      found: "names of resources to which no requested action applies",
      allowed: "names of resources to which a requested action applies",
      fix: "remove the flag, which narrows nothing, or request the feature or action that it is meant for",
    })),
  );
}

function features(selections: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const selected = new Map<string, readonly string[]>();
  for (const selection of selections) {
    const [key = "", ...classes] = selection.split(/[=,]/);
    if (key === "" || classes.length === 0) {
      throw wrongValue("--feature", selection, "<key>=<view|manage|invoke>", "write e.g. --feature sandboxes=manage");
    }
    selected.set(key, [...(selected.get(key) ?? []), ...classes]);
  }
  return Object.fromEntries(selected);
}
