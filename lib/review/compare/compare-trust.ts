import type { Conditions, TrustPolicy } from "../../policy";
import { mapConditionValues } from "../../policy/conditions";
import type { PermissionChange, RiskMark, TrustRow } from "../report/review-report";
import { withoutPlaceholders } from "../../policy/compare";
import { type Trusted, entriesOf, namesAlso } from "./trust-entries";
import { type TrustGain, trustGains } from "./trust-gains";

/** Where a trust policy is. */
export interface TrustPlace {
  readonly stack: string;
  readonly role: string;
  /** Id of the account of the input, if it is known. */
  readonly accountId: string | undefined;
  /** On which sides only Terraform knows who is trusted. {@link compareUnknown} reports it. */
  readonly unknown?: { readonly before: boolean; readonly after: boolean };
}

/** Who may assume a role on one side and not on the other, or under other conditions. */
export function compareTrust(
  before: TrustPolicy | undefined,
  after: TrustPolicy | undefined,
  place: TrustPlace,
): readonly TrustRow[] {
  if (before?.toText() === after?.toText() || place.unknown?.after === true) return [];
  if (place.unknown?.before === true) {
    return moreTrusting(undefined, after, place, ["gained", "loosened"]).map((row): TrustRow => ({
      ...row,
      certainty: "possible",
      why: "only Terraform knows who was trusted before",
    }));
  }
  return [
    ...moreTrusting(before, after, place, ["gained", "loosened"]),
    ...moreTrusting(after, before, place, ["lost", "tightened"]),
  ];
}

function moreTrusting(
  from: TrustPolicy | undefined,
  to: TrustPolicy | undefined,
  place: TrustPlace,
  [isNew, isMore]: readonly [PermissionChange, PermissionChange],
): readonly TrustRow[] {
  const was = entriesOf(from).filter(({ allows }) => allows);
  return trustGains(from, to).map((gain) => {
    const isKnown = was.some(({ trusted }) => namesAlso(trusted, gain.entry.trusted));
    return toRow(gain, place, isKnown ? isMore : isNew);
  });
}

function toRow({ entry, witness, why }: TrustGain, place: TrustPlace, change: PermissionChange): TrustRow {
  const { stack, role, accountId } = place;
  const { kind } = entry.trusted;
  const name = withoutPlaceholders(entry.trusted.name);
  const row = {
    kind: "trust",
    change,
    stack,
    role,
    trusted: { kind, name },
    conditions: shownConditions(entry.conditions),
    risks: risksOf(kind, name, accountId),
  } as const;
  if (witness !== undefined && why === undefined) return { ...row, certainty: "certain", witness };
  return { ...row, certainty: "possible", why: why ?? "", ...(witness === undefined ? {} : { witness }) };
}

function shownConditions(conditions: Conditions | undefined): Conditions | undefined {
  if (conditions === undefined || Object.keys(conditions).length === 0) return undefined;
  return mapConditionValues(conditions, withoutPlaceholders);
}

function risksOf(kind: Trusted["kind"], name: string, accountId: string | undefined): readonly RiskMark[] {
  if (name.includes("*")) return ["everyone"];
  const account = /^acs:ram::(\d+):/.exec(name)?.[1] ?? /^(\d+)@/.exec(name)?.[1];
  const isOther = account !== undefined && account !== accountId && (kind === "RAM" || name.includes("@"));
  return isOther ? ["other-account"] : [];
}
