import { trustIn } from "../../grants/grants-in-case";
import { widestTrust } from "../../grants/effective-grants";
import type { PrincipalGrants } from "../../grants/grant-model";
import { type ChosenDocument, conditionCases } from "../../grants/open-conditions";
import type { TrustPolicy } from "../../policy";
import { leavesOf } from "../../terraform/document-branches";
import type { TrustRow } from "../report/review-report";
import { type TrustPlace, compareTrust } from "./compare-trust";
import { rowsOfCases, stackNames } from "./possible-cases";

/** What a side says about who may assume a role. */
export type TrustSide = Pick<PrincipalGrants, "trust" | "chosenTrusts">;

type ChosenTrusts = readonly ChosenDocument<TrustPolicy>[];

/**
 * Who may assume a role on one side and not on the other. If the input has all documents that a trust policy may be, each
 * of them is compared.
 */
export function compareChosenTrusts(
  before: TrustSide | undefined,
  after: TrustSide | undefined,
  place: TrustPlace,
): readonly TrustRow[] {
  const [was, is] = [before?.chosenTrusts ?? [], after?.chosenTrusts ?? []];
  if (was.length + is.length === 0) return compareTrust(before?.trust, after?.trust, place);
  if (before?.trust?.toText() === after?.trust?.toText() && textOf(was) === textOf(is)) return [];
  const named = stackNames(was, is);
  const [chosenBefore, chosenAfter] = [renamed(was, named.before), renamed(is, named.after)];
  const cases = conditionCases([...chosenBefore, ...chosenAfter]);
  if (cases === undefined) return compareTrust(undefined, widest(after), place).map(inDoubt);
  return rowsOfCases(
    cases.map((answers) =>
      compareTrust(trustIn(before?.trust, chosenBefore, answers), trustIn(after?.trust, chosenAfter, answers), place),
    ),
    openTrust,
  );
}

const openTrust = "only Terraform knows which of its trust policies the role has";

/** Equal for equal choices, whatever their stacks are called. */
function textOf(chosen: ChosenTrusts): string {
  return JSON.stringify(chosen.map(({ branches }) => branches));
}

function renamed(chosen: ChosenTrusts, named: (stack: string) => string): ChosenTrusts {
  return chosen.map((one) => ({ ...one, stack: named(one.stack) }));
}

/** Trusts everyone whom any trust policy that a side may have trusts. */
function widest(side: TrustSide | undefined): TrustPolicy | undefined {
  const all = (side?.chosenTrusts ?? []).flatMap(({ branches }) => leavesOf(branches));
  return all.reduce<TrustPolicy | undefined>((one, other) => widestTrust(one, other), side?.trust);
}

function inDoubt(row: TrustRow): TrustRow {
  return { ...row, certainty: "possible", why: openTrust };
}
