import { knownActions } from "../../catalog";
import { PolicyDocument, PolicyStatement, type PolicyLayers, evaluate } from "../../policy";
import { type CommonTexts } from "./common-texts";
import { commonPatterns, sampleResources } from "./sample-resources";
import { type NamedAction, actionsNamedBy } from "./statement-actions";
import type { AllowedAction } from "./summary-report";
import { beginsUnknown, hasUnknown } from "../../policy/patterns/partly-known";
import { placeholderText } from "../placeholder-text";

/** The `Deny` statements that apply to an `Allow`. */
export interface Bounds {
  readonly account: readonly PolicyStatement[];
  /** Those of the resource group; `undefined` for an `Allow` in the whole account. */
  readonly resourceGroup: readonly PolicyStatement[] | undefined;
}

/**
 * The actions that an `Allow` allows on some resource, as the evaluator decides. An action is conditional if it is not known
 * whether a `Deny` applies, or whether its own conditions hold.
 */
export function allowedActions(allow: PolicyStatement, bounds: Bounds): readonly AllowedAction[] {
  const policies = layersOf(allow, bounds);
  const patterns = withExceptions(resourcesToTry(allow), [...bounds.account, ...(bounds.resourceGroup ?? [])]);
  return actionsNamedBy(allow).flatMap((action) => {
    const access = accessTo(action, patterns, policies);
    return access === undefined ? [] : [{ name: action.name, ...access }];
  });
}

function accessTo(
  action: NamedAction,
  patterns: CommonTexts,
  policies: PolicyLayers,
): Omit<AllowedAction, "name"> | undefined {
  // Of resources that are not tried, one may be allowed.
  let best: Omit<AllowedAction, "name"> | undefined = patterns.complete ? undefined : { access: "conditional" };
  for (const pattern of patterns.texts) {
    const samples = sampleResources(action, pattern);
    if (!samples.complete) best = { access: "conditional" };
    for (const resource of samples.texts) {
      const request = { action: action.name, resource };
      const { decision, possible, dependsOnAssumptions } = evaluate({ policies, request, knowledge: knownActions });
      if (decision === "Allow") return { access: "allowed" };
      if (!possible.includes("Allow")) continue;
      if (!dependsOnAssumptions.includes("practicePageHolds")) best = { access: "conditional" };
      else best ??= { access: "conditional", contested: true };
    }
  }
  return best;
}

/** Patterns of resources to try. An unknown resource may be any. */
function resourcesToTry({ resourceElement, resources }: PolicyStatement): readonly string[] {
  if (resourceElement === "NotResource" || resources.some((one) => /^\*+$/.test(one) || beginsUnknown(one))) {
    return ["*"];
  }
  return resources.map(placeholderText);
}

const mostPatterns = 100;

/** Adds the exceptions of a `Deny` with `NotResource` that the patterns cover, because only those are not denied. */
function withExceptions(patterns: readonly string[], denies: readonly PolicyStatement[]): CommonTexts {
  const all = new Set(patterns);
  let isComplete = true;
  for (const { resourceElement, resources } of denies) {
    if (resourceElement === "Resource") continue;
    // An exception that begins with an unknown text may be any resource, and the pattern itself already stands for that.
    const excepted = resources.filter((resource) => !beginsUnknown(resource)).map(placeholderText);
    for (const [one, other] of [...all].flatMap((covered) =>
      excepted.map((exception) => [covered, exception] as const),
    )) {
      // Each Deny may multiply them.
      if (all.size >= mostPatterns) return { texts: [...all], complete: false };
      const common = commonPatterns(one, other);
      for (const text of common.texts) all.add(text);
      isComplete &&= common.complete;
    }
  }
  return { texts: [...all], complete: isComplete };
}

function layersOf(allow: PolicyStatement, { account, resourceGroup }: Bounds): PolicyLayers {
  const allowed = withResources(allow, (resources) =>
    resources.map((resource) => (beginsUnknown(resource) ? "*" : placeholderText(resource))),
  );
  const own = [new PolicyDocument([allowed])];
  const inAccount = account.length === 0 ? [] : [new PolicyDocument(account.flatMap(refusals))];
  if (resourceGroup === undefined) return { account: [...own, ...inAccount] };
  const inGroup = resourceGroup.length === 0 ? [] : [new PolicyDocument(resourceGroup.flatMap(refusals))];
  return { account: inAccount, resourceGroup: [...own, ...inGroup] };
}

/** A `Deny` as written, in which unknown texts may match; and with placeholders, which certainly match themselves. */
function refusals(deny: PolicyStatement): readonly PolicyStatement[] {
  if (deny.resourceElement === "NotResource" || !deny.resources.some(hasUnknown)) return [deny];
  const certain = deny.resources.filter((resource) => !beginsUnknown(resource)).map(placeholderText);
  return certain.length === 0 ? [deny] : [deny, withResources(deny, () => certain)];
}

/** The statement with other resources. Made from JSON, because the builder refuses placeholders. */
function withResources(
  statement: PolicyStatement,
  map: (resources: readonly string[]) => readonly string[],
): PolicyStatement {
  if (statement.resourceElement === "NotResource") return statement;
  return PolicyStatement.fromJson({ ...statement.toJson(), Resource: map(statement.resources) });
}
