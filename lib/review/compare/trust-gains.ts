import type { Outcome, TrustPolicy } from "../../policy";
import {
  type DecidedContext,
  contextSpace,
  hasPlaceholder,
  knownContext,
  testKey,
  withoutPlaceholders,
} from "../../policy/compare";
import { Budget } from "../../policy/cover";
import { comparableTests, conditionsCover } from "../../policy/cover/condition-cover";
import { noResourceGroup } from "../../policy/evaluate";
import { evaluateTrust } from "../../policy/evaluate/evaluate-trust";
import type { TrustWitness } from "../report/review-report";
import { type TrustEntry, type Trusted, callersOf, entriesOf, isOpen, namesAlso } from "./trust-entries";
import { foldCase } from "../../policy/letter-case";

/** An entry that lets someone assume a role in a context in which the other side does not. */
export interface TrustGain {
  readonly entry: TrustEntry;
  /** Missing if no such caller was found. */
  readonly witness?: TrustWitness;
  /** Why the gain is not certain. Missing if the evaluator confirms it whatever the unknown texts are. */
  readonly why?: string;
}

/** The entries by which `after` allows more than `before`. A missing policy trusts nobody. */
export function trustGains(before: TrustPolicy | undefined, after: TrustPolicy | undefined): readonly TrustGain[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const results = callersOf([...old, ...now]).map((caller) => resultFor(caller, old, now));
  const firstUnknown = [...now, ...old].flatMap(textsOf).find(hasPlaceholder);
  return now
    .filter(({ allows }) => allows)
    .flatMap((entry): readonly TrustGain[] => {
      const found = results.flatMap(({ caller, gains }) =>
        gains
          .filter(({ by }) => by.includes(entry))
          .map(({ context, assumed }): TrustGain => {
            const witness = { principal: withoutPlaceholders(caller.name), context: knownContext(context) };
            const unknown = [...textsOf(entry), caller.name, ...valuesOf(context)].find(hasPlaceholder);
            const isProved = !assumed && isConfirmed(witness, caller.kind, before, after, unknown !== undefined);
            if (isProved) return { entry, witness };
            const openName = [entry.trusted, caller].find(isOpen)?.name;
            return { entry, witness, why: assumed ? unreadable : unknownText(unknown ?? openName ?? firstUnknown) };
          }),
      );
      const best = found.find(({ why }) => why === undefined) ?? found[0];
      if (best !== undefined) return [best];
      const doubt = results.map((result) => doubtOf(entry, result, old, now)).find((why) => why !== undefined);
      return doubt === undefined ? [] : [{ entry, why: doubt }];
    });
}

const unreadable = "a condition has a value that its operator cannot read";
const tooMuch = "there are too many combinations of conditions to check";
const lifted = "a Deny for the principal was removed or narrowed";

function unknownText(text: string | undefined): string {
  return text === undefined ? tooMuch : `it is not known what ${withoutPlaceholders(text)} stands for`;
}

/** The decisions of both sides for one caller. An unknown text equals only itself. */
interface CallerResult {
  readonly caller: Trusted;
  /** Contexts in which only the new side allows, and the entries that allow. */
  readonly gains: readonly {
    readonly context: TrustWitness["context"];
    readonly assumed: boolean;
    readonly by: readonly TrustEntry[];
  }[];
  /** Entries that deny in a context in which the new side does not. */
  readonly noLongerRefusing: readonly TrustEntry[];
  readonly complete: boolean;
}

function resultFor(caller: Trusted, before: readonly TrustEntry[], after: readonly TrustEntry[]): CallerResult {
  const [old, now] = [before, after].map((side) => side.filter(({ trusted }) => namesAlso(trusted, caller)));
  const { contexts, complete } = contextSpace([...(old ?? []), ...(now ?? [])].flatMap(({ tests }) => tests));
  const decided = contexts.filter(isCall).map(({ context, truths, assumed }) => {
    const [was, is] = [old, now].map((entries) => {
      const holding = (entries ?? []).filter(({ tests }) => tests.every((test) => truths.get(testKey(test)) === true));
      return { allowing: holding.filter(({ allows }) => allows), refusing: holding.filter(({ allows }) => !allows) };
    });
    return { context, assumed, was: was ?? nobody, is: is ?? nobody };
  });
  const allows = ({ allowing, refusing }: Holding): boolean => allowing.length > 0 && refusing.length === 0;
  return {
    caller,
    gains: decided
      .filter(({ was, is }) => allows(is) && !allows(was))
      .map(({ context, assumed, is }) => ({ context, assumed, by: is.allowing })),
    noLongerRefusing: decided.flatMap(({ was, is }) => (is.refusing.length === 0 ? was.refusing : [])),
    complete,
  };
}

/** Keys with a single value in a call that assumes a role: time, address, parameters, and claims of the token. */
const singleKeys: ReadonlySet<string> = new Set([
  ...["acs:currenttime", "acs:securetransport", "acs:sourceip", "acs:mfapresent", "sts:externalid"],
  ...["saml:recipient", "oidc:iss", "oidc:sub"],
]);

function isCall({ context }: DecidedContext): boolean {
  return Object.entries(context).every(([key, value]) => !Array.isArray(value) || !singleKeys.has(foldCase(key)));
}

/** Entries whose conditions hold in a context. */
interface Holding {
  readonly allowing: readonly TrustEntry[];
  readonly refusing: readonly TrustEntry[];
}

const nobody: Holding = { allowing: [], refusing: [] };

/** Why an entry may allow more although no gain was found; `undefined` if it does not. */
function doubtOf(
  entry: TrustEntry,
  { caller, noLongerRefusing, complete }: CallerResult,
  before: readonly TrustEntry[],
  after: readonly TrustEntry[],
): string | undefined {
  const isNamed = namesAlso(entry.trusted, caller);
  // An unknown principal may be the one that was denied.
  const mayMeet = isNamed || (entry.trusted.kind === caller.kind && (isOpen(entry.trusted) || isOpen(caller)));
  const isUnknown = [entry, ...noLongerRefusing].some(
    (one) => isOpen(one.trusted) || textsOf(one).some(hasPlaceholder),
  );
  if (noLongerRefusing.length > 0 && mayMeet && isUnknown) return lifted;
  if (complete || !isNamed) return undefined;
  const isStill = (one: TrustEntry, among: readonly TrustEntry[]): boolean => among.some((other) => covers(other, one));
  return isStill(entry, before) && before.every((one) => one.allows || isStill(one, after)) ? undefined : tooMuch;
}

/** Whether `outer` certainly has the same effect as `inner` for everyone whom `inner` names. */
function covers(outer: TrustEntry, inner: TrustEntry): boolean {
  return (
    outer.allows === inner.allows &&
    namesAlso(outer.trusted, inner.trusted) &&
    conditionsCover(comparableTests(outer.tests), comparableTests(inner.tests), new Budget())
  );
}

function textsOf({ trusted, tests }: TrustEntry): readonly string[] {
  return [trusted.name, ...tests.flatMap(({ values }) => values)];
}

function valuesOf(context: TrustWitness["context"]): readonly string[] {
  return Object.values(context).flatMap((value) => value ?? []);
}

/** Whether the evaluator confirms a witness against the policies as written, for all values of unknown texts. */
function isConfirmed(
  { principal, context }: TrustWitness,
  kind: Trusted["kind"],
  before: TrustPolicy | undefined,
  after: TrustPolicy | undefined,
  isUnknown: boolean,
): boolean {
  const possible = (trust: TrustPolicy | undefined): readonly Outcome[] =>
    trust === undefined
      ? ["ImplicitDeny"]
      : evaluateTrust(
          trust,
          { kind, name: principal },
          { context: { ...noResourceGroup, ...context }, world: "closed" },
        ).possible;
  if (possible(before).includes("Allow")) return false;
  const now = possible(after);
  return isUnknown ? !now.includes("ExplicitDeny") : now.join() === "Allow";
}
