import type { Conditions, ConditionTest, OneOrMany, TrustPolicy } from "../../policy";
import { hasPlaceholder, testKey } from "../../policy/compare";
import { mapConditionValues } from "../../policy/conditions";
import { testsOf } from "../../policy/evaluate";
import { isDocumentedPrincipal } from "../../policy/trust-policy";
import { placeholderText } from "../placeholder-text";
import type { TrustRow } from "../report/review-report";
import { foldCase } from "../../policy/letter-case";

/** Whom a trust policy names, or who asks. */
export type Trusted = TrustRow["trusted"];

/** One principal that a statement of a trust policy names. Its texts hold placeholders for what is not known. */
export interface TrustEntry {
  readonly trusted: Trusted;
  readonly allows: boolean;
  readonly conditions: Conditions | undefined;
  readonly tests: readonly ConditionTest[];
}

/** What a trust policy says, principal by principal, each once; nothing where there is none. */
export function entriesOf(trust: TrustPolicy | undefined): readonly TrustEntry[] {
  const all = (trust?.statements ?? []).flatMap(({ effect, principals, conditions: written }) => {
    // A trust policy of these texts would be refused, so they are replaced here.
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

/** Whether it is not known whom a name stands for: a part is not known, or no page shows names of its form. */
export function isOpen({ kind, name }: Trusted): boolean {
  return hasPlaceholder(name) || !isDocumentedPrincipal(kind, name);
}

/** Whether one name stands for all that another one stands for: `root` is every user and role of its account. */
export function namesAlso(outer: Trusted, inner: Trusted): boolean {
  const [one, other] = [nameKey(outer), nameKey(inner)];
  return one === other || (one.endsWith(":root") && other.startsWith(one.slice(0, -"root".length)));
}

/**
 * Callers that tell entries apart: everyone whom one names, and for a whole account one of its users whom none names.
 * The account itself assumes no roles.
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

/** The same for names that RAM takes for one. */
function nameKey({ kind, name }: Trusted): string {
  return `${kind} ${kind === "RAM" ? foldCase(name) : name}`;
}
