import type { Conditions, OneOrMany, TrustPolicy } from "../../policy";
import { Budget } from "../../policy/cover";
import { type ComparableTests, comparableTests, conditionsCover } from "../../policy/cover/condition-cover";
import { testsOf } from "../../policy/evaluate";
import type { PermissionChange, RiskMark, TrustRow } from "../report/review-report";

type Trusted = TrustRow["trusted"];

/** One principal that a statement of a trust policy names. */
interface TrustEntry {
  readonly trusted: Trusted;
  readonly conditions: Conditions | undefined;
  readonly tests: ComparableTests;
}

/** Where a trust policy is, and how its texts are shown. */
export interface TrustPlace {
  readonly stack: string;
  readonly role: string;
  readonly show: (text: string) => string;
  /** Id of the account that the input is about, where it is known. */
  readonly accountId: string | undefined;
  /** On which sides only Terraform knows who is trusted. That it is so is told of apart from this. */
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
  const [was, is] = [entriesOf(from, "Allow"), entriesOf(to, "Allow")];
  const [refused, refusing] = [entriesOf(from, "Deny"), entriesOf(to, "Deny")];
  const noLongerRefused = refused.filter((entry) => !refusing.some((other) => covers(other, entry)));
  return is.flatMap((entry): readonly TrustRow[] => {
    if (refusing.some((other) => covers(other, entry))) return [];
    const known = was.filter((other) => namesAlso(other.trusted, entry.trusted));
    if (known.some((other) => covers(other, entry))) {
      const lifted = noLongerRefused.some((other) => mayName(other.trusted, entry.trusted));
      return lifted ? [toRow(entry, place, isMore, "a Deny for the principal is gone or narrower")] : [];
    }
    return [toRow(entry, place, known.length === 0 ? isNew : isMore)];
  });
}

function entriesOf(trust: TrustPolicy | undefined, effect: "Allow" | "Deny"): readonly TrustEntry[] {
  return (trust?.statements ?? [])
    .filter((statement) => statement.effect === effect)
    .flatMap(({ principals, conditions }) =>
      Object.entries(principals).flatMap(([kind, names]: [string, OneOrMany]) =>
        [names].flat().map((name) => ({
          trusted: { kind: kind as Trusted["kind"], name }, // trust policies name no other kinds
          conditions,
          tests: comparableTests(testsOf(conditions)),
        })),
      ),
    );
}

/** Whether `outer` trusts everyone whom `inner` trusts, whenever it does. */
function covers(outer: TrustEntry, inner: TrustEntry): boolean {
  return namesAlso(outer.trusted, inner.trusted) && conditionsCover(outer.tests, inner.tests, new Budget());
}

/** Whether a name stands for all that another one stands for: `root` is every user and role of its account. */
function namesAlso(outer: Trusted, inner: Trusted): boolean {
  if (outer.kind !== inner.kind) return false;
  const [one, other] = [outer.name.toLowerCase(), inner.name.toLowerCase()];
  return one === other || (one.endsWith(":root") && other.startsWith(one.slice(0, -"root".length)));
}

function mayName(one: Trusted, other: Trusted): boolean {
  return namesAlso(one, other) || namesAlso(other, one);
}

function toRow(
  { trusted, conditions }: TrustEntry,
  { stack, role, show, accountId }: TrustPlace,
  change: PermissionChange,
  why?: string,
): TrustRow {
  const name = show(trusted.name);
  return {
    kind: "trust",
    change,
    certainty: why === undefined ? "certain" : "possible",
    ...(why === undefined ? {} : { why }),
    stack,
    role,
    trusted: { kind: trusted.kind, name },
    conditions: shownConditions(conditions, show),
    risks: risksOf(trusted.kind, name, accountId),
  };
}

function shownConditions(conditions: Conditions | undefined, show: (text: string) => string): Conditions | undefined {
  if (conditions === undefined || Object.keys(conditions).length === 0) return undefined;
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [
          key,
          typeof values === "string" ? show(values) : values.map(show),
        ]),
      ),
    ]),
  );
}

function risksOf(kind: Trusted["kind"], name: string, accountId: string | undefined): readonly RiskMark[] {
  if (name.includes("*")) return ["everyone"];
  const account = /^acs:ram::(\d+):/.exec(name)?.[1] ?? /^(\d+)@/.exec(name)?.[1];
  const isOther = account !== undefined && account !== accountId && (kind === "RAM" || name.includes("@"));
  return isOther ? ["other-account"] : [];
}
