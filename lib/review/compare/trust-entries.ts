import type { Conditions, ConditionTest, OneOrMany, TrustPolicy } from "../../policy";
import { hasPlaceholder, testKey } from "../../policy/compare";
import { mapConditionValues } from "../../policy/conditions";
import { testsOf } from "../../policy/evaluate";
import { isDocumentedPrincipal } from "../../policy/trust-policy";
import { placeholderText } from "../placeholder-text";
import type { TrustRow } from "../report/review-report";
import { foldCase } from "../../policy/letter-case";

/** A principal that a trust policy names, or a caller. */
export type Trusted = TrustRow["trusted"];

/** One principal of a statement of a trust policy. Placeholders stand for unknown texts. */
export interface TrustEntry {
  readonly trusted: Trusted;
  readonly allows: boolean;
  readonly conditions: Conditions | undefined;
  readonly tests: readonly ConditionTest[];
}

/** The entries of a trust policy without duplicates. Empty if there is no policy. */
export function entriesOf(trust: TrustPolicy | undefined): readonly TrustEntry[] {
  const all = (trust?.statements ?? []).flatMap(({ effect, principals, conditions: written }) => {
    // TrustPolicy refuses placeholders, so they are inserted here.
    const conditions = written === undefined ? undefined : mapConditionValues(written, placeholderText);
    return Object.entries(principals).flatMap(([kind, names]: [string, OneOrMany]) =>
      [names].flat().map((name): TrustEntry => ({
        trusted: { kind: kind as Trusted["kind"], name: placeholderText(name) }, // trust policies name no other kinds
        allows: effect === "Allow",
        conditions,
        tests: testsOf(conditions),
      })),
    );
  });
  const keyOf = ({ trusted, allows, tests }: TrustEntry): string =>
    JSON.stringify([nameKey(trusted), allows, tests.map(testKey).sort()]);
  return [...new Map(all.map((entry) => [keyOf(entry), entry])).values()];
}

/** Whether it is not known whom a name stands for: part of it is unknown, or no documented principal has this form. */
export function isOpen({ kind, name }: Trusted): boolean {
  return hasPlaceholder(name) || !isDocumentedPrincipal(kind, name);
}

/** Whether `outer` covers `inner`: `root` covers every user and role of its account. */
export function namesAlso(outer: Trusted, inner: Trusted): boolean {
  const [one, other] = [nameKey(outer), nameKey(inner)];
  return one === other || (one.endsWith(":root") && other.startsWith(one.slice(0, -"root".length)));
}

/**
 * Callers that are enough to tell entries apart: every named principal, and for a whole account one more user, whom no
 * entry names. The account itself cannot assume roles.
 */
export function callersOf(entries: readonly TrustEntry[]): readonly Trusted[] {
  const named = new Map(entries.map(({ trusted }) => [nameKey(trusted), trusted]));
  return [...named.values()].map(({ kind, name }) => {
    if (kind !== "RAM" || !/:root$/i.test(name)) return { kind, name };
    let user = { kind, name: `${name.slice(0, -"root".length)}user/anyone` };
    while (named.has(nameKey(user))) user = { kind, name: `${user.name}-else` };
    return user;
  });
}

/** Equal for names that RAM treats as the same. */
function nameKey({ kind, name }: Trusted): string {
  return `${kind} ${kind === "RAM" ? foldCase(name) : name}`;
}
