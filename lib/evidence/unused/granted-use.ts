import { actionsMatching } from "../../catalog";
import { knownActions } from "../../catalog/known-actions";
import { certainDocument } from "../../grants/certain-document";
import { conditionTexts } from "../../terraform/document-branches";
import type { GrantedPolicy } from "../../grants/grant-model";
import { type PolicyStatement, hasToken, isPattern, matchesPattern, resourcesOverlap } from "../../policy";
import { foldCase } from "../../policy/letter-case";
import { whyNotSeen, whyRegionNotSeen } from "../observable";
import type { OtherEvent, Usage, UsageRow } from "../usage";

/** Whether a grant was used. A grant may be removed only if its use would have been seen, and was not. */
export type UseState =
  | { readonly kind: "used"; readonly lastSeen: string | undefined }
  | { readonly kind: "not seen"; readonly lastSeen: string | undefined }
  | { readonly kind: "cannot be seen"; readonly why: string };

/** One action of a policy on one of its resources. */
export interface GrantedUse {
  readonly statement: number;
  readonly action: string;
  readonly resource: string;
  /** The pattern in the policy that grants the action; the action itself if the policy names it. */
  readonly pattern: string;
  readonly state: UseState;
}

/** What the evidence says about the principal: its rows, and calls whose permission is not known. */
export interface SeenUse {
  readonly rows: readonly UsageRow[];
  readonly doubtful: readonly OtherEvent[];
  /** Why nothing is known about the principal; `undefined` if something is. */
  readonly whyUnknown: string | undefined;
  /** A use before this time counts as not seen. */
  readonly staleBefore: string | undefined;
}

/** What a policy grants: a single action if the catalog knows everything that a pattern covers, otherwise the pattern. */
export interface GrantedPart extends Omit<GrantedUse, "state"> {
  /** Why nothing is known about its use. */
  readonly why: string | undefined;
}

function isUnknown(action: string): boolean {
  return knownActions.action(action) === undefined;
}

/** What the statements of a policy grant, and whether it was used. */
export function grantedUses(policy: GrantedPolicy, seen: SeenUse, { coverage }: Usage): readonly GrantedUse[] {
  const parts = grantedParts(policy, (pattern) => {
    const unmapped = seen.doubtful.find(({ actions: names }) =>
      names.some((name) => name === "*" || (isUnknown(name) && matchesPattern(foldCase(pattern), foldCase(name)))),
    );
    return unmapped === undefined ? undefined : `it covers the event ${unmapped.event}, which the catalog lacks`;
  });
  return parts.map(({ why, ...part }) => ({
    ...part,
    state: why === undefined ? stateOf(part.action, part.resource) : ({ kind: "cannot be seen", why } as const),
  }));

  function stateOf(action: string, resource: string): UseState {
    if (seen.whyUnknown !== undefined) return { kind: "cannot be seen", why: seen.whyUnknown };
    const rows = seen.rows.filter(
      (row) => foldCase(row.action) === foldCase(action) && resourcesOverlap(resource, row.resource),
    );
    if (rows.length > 0) {
      const times = rows.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
      const lastSeen = times.length === rows.length ? times.at(-1) : undefined;
      const isStale = lastSeen !== undefined && seen.staleBefore !== undefined && lastSeen < seen.staleBefore;
      return { kind: isStale ? "not seen" : "used", lastSeen };
    }
    const doubt = seen.doubtful.find(({ actions }) =>
      actions.some((one) => one === "*" || foldCase(one) === foldCase(action)),
    );
    const why =
      whyNotSeen(action, coverage) ??
      whyRegionNotSeen(resource, coverage) ??
      (doubt === undefined ? undefined : `its calls were denied, throttled or failed (${doubt.code || doubt.event})`);
    return why === undefined ? { kind: "not seen", lastSeen: undefined } : { kind: "cannot be seen", why };
  }
}

/**
 * What the statements of a policy grant, without its denies.
 *
 * @param whyOpen why a pattern may cover more than the catalog knows
 */
export function grantedParts(
  policy: GrantedPolicy,
  whyOpen: (pattern: string) => string | undefined = () => undefined,
): readonly GrantedPart[] {
  const document = certainDocument(policy);
  if (document === undefined) {
    const { unconfirmed, chosen } = policy;
    const conditions = chosen === undefined ? [] : conditionTexts(chosen.branches);
    const depends = `which document it has depends on ${conditions.join(" and ")}`;
    const why = unconfirmed ?? (conditions.length === 0 ? "its document is not known" : depends);
    return [{ statement: 0, action: "*", resource: "*", pattern: "*", why }];
  }
  return document.statements.flatMap((statement, index) =>
    statement.effect === "Deny" ? [] : partsOf(statement).map((part) => ({ statement: index, ...part })),
  );

  /** Single actions if the catalog knows everything that a pattern covers; otherwise the pattern with the reason. */
  function partsOf(statement: PolicyStatement): readonly Omit<GrantedPart, "statement">[] {
    const { actions, actionElement, resourceElement, resources } = statement;
    const targets = resourceElement === "NotResource" ? ["*"] : resources;
    return targets.flatMap((resource) =>
      actions.flatMap((pattern): readonly Omit<GrantedPart, "statement">[] => {
        const whole = (why: string) => [{ action: pattern, pattern, resource, why }];
        if (actionElement === "NotAction") return whole("NotAction covers an unlimited number of services");
        if (hasToken(pattern) || hasToken(resource)) return whole("only Terraform knows its text");
        if (!isPattern(pattern)) return [{ action: pattern, pattern, resource, why: undefined }];
        const [code = "", ...rest] = foldCase(pattern).split(":");
        if (rest.length === 0 || isPattern(code))
          return whole("it covers every service; use generate for a policy of what was seen");
        if (knownActions.extentOf(code) !== "all") return whole(`the catalog knows only some actions of ${code}`);
        const open = whyOpen(pattern);
        if (open !== undefined) return whole(open);
        return actionsMatching(pattern).map(({ name }) => ({ action: name, pattern, resource, why: undefined }));
      }),
    );
  }
}
