import type { GrantModel } from "../../grants/grant-model";
import type { Configuration } from "../../terraform/configuration/configuration";
import { keyName, pathText } from "../../terraform/configuration/step";
import { isScopedAttachment, ramResources } from "../../terraform/ram-resources";
import { parseAddress } from "../../terraform/resource-address";
import type { CompareOptions } from "../compare/compare-models";
import { lazy } from "../../catalog/lazy";
import { quote } from "../../policy";
import { stackBase } from "../compare/aligned-models";
import { type Assumption, assumptions, outsideAssumptions } from "../compare/assumptions";
import { changeDigest } from "../report/change-digest";
import type { UnknownRow } from "../report/review-report";
import { type Account, type Accountant, type ComparedStack, type PlacedDifference, unexplained } from "./accountant";
import { differencesOf } from "./difference";
import { expressionTexts, mentionedNames } from "./mentions";
import { type OpaqueValues, opaqueChange } from "./opaque-change";
import { type Place, placeOf } from "../../terraform/configuration/place";
import { isSecretName, isShownWhole, sensitiveVariables, shownChange } from "./shown-change";
import { classOf, whyOpen } from "./open-differences";
import { planAccountants } from "./plan-accountants";
import { planUnknowns } from "./plan-unknowns";
import { providerAccounts } from "../../terraform/configuration/provider-account";
import { UnaccountedError, checkDifferences } from "./self-check";
import { stackAccountants } from "./stack-accountants";

/** The result of accounting for every difference between two inputs. */
export interface ChangeAccounts {
  /** A row for each block with differences that nothing explains. */
  readonly rows: readonly UnknownRow[];
  /**
   * Of these rows, those that unresolved expressions refer to, with the address. The values of the expressions may have
   * changed.
   */
  readonly references: ReadonlyMap<UnknownRow, string>;
  /** Resources that changed, but allow no more than before: `<stack> <address>`. */
  readonly noBroader: ReadonlySet<string>;
  /** Assumptions that kept differences from becoming rows. */
  readonly assumptions: ReadonlySet<Assumption>;
}

/** Whether assumptions may explain differences, and whether the inputs are the whole account. */
export type AccountingOptions = Pick<CompareOptions, "assume" | "complete">;

/** Other accountants than the library's own, for tests. */
export interface Accountants {
  readonly stack: readonly Accountant[];
  readonly plan: readonly Accountant[];
}

/**
 * Accounts for every leaf that differs between the configurations of two inputs. Leaves that no accountant explains are
 * rows, so that a change that nobody has thought of is reported.
 */
export function accountChanges(
  before: readonly GrantModel[],
  after: readonly GrantModel[],
  options: AccountingOptions = {},
  accountants: Accountants = { stack: stackAccountants, plan: planAccountants },
): ChangeAccounts {
  const ambiguous = ambiguousNames(before, after);
  const [was, is] = [configurationsOf(before, ambiguous), configurationsOf(after, ambiguous)];
  const unresolved = [...before, ...after].flatMap(({ unresolved: texts = [] }) => texts);
  const all = [...was.values(), ...is.values()];
  const referred = lazy(() => mentionedNames(unresolved, all));
  const read = lazy(() => mentionedNames(all.flatMap(openTexts), all));
  const facts = lazy(() => inputFacts(all));
  const input: InputFacts = {
    readsTags: () => facts().readsTags,
    grantsByGroup: () => facts().grantsByGroup,
    runsPrograms: () => facts().runsPrograms,
    isReferredTo: (name) => referred().has(name) || read().has(name),
    isReadUnresolved: (name) => read().has(name),
  };
  const rows: UnknownRow[] = [];
  const references = new Map<UnknownRow, string>();
  const noBroader = new Set<string>();
  const assumed = new Set<Assumption>();
  for (const stack of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [old, now] = [was.get(stack), is.get(stack)];
    const plan = now?.plan;
    if (plan !== undefined) rows.push(...planUnknowns(stack, plan));
    if (old?.isSameAs(now) === true) continue;
    const found = accountStack(stack, old, now, input, { ...options, accountants });
    rows.push(...found.rows);
    for (const one of found.assumptions) assumed.add(one);
    for (const [row, address] of found.references) references.set(row, address);
    for (const address of found.noBroader) noBroader.add(`${stack} ${address}`);
  }
  return { rows, references, noBroader, assumptions: assumed };
}

/**
 * Configurations by the name of the stack, without the provider's alias unless two stacks differ only in what looks like
 * one.
 *
 * @throws UnaccountedError RAM505 if two stacks have the same name, because one would hide the other
 */
function configurationsOf(
  models: readonly GrantModel[],
  ambiguous: ReadonlySet<string>,
): ReadonlyMap<string, Configuration> {
  const found = new Map<string, Configuration>();
  for (const { stack, configuration } of models) {
    if (configuration === undefined) continue;
    const name = ambiguous.has(stackBase(stack)) ? stack : stackBase(stack);
    if (found.has(name)) throw new UnaccountedError(`two stacks have the name ${quote(name)}`);
    found.set(name, configuration);
  }
  return found;
}

/** Names that more than one stack of a side has. */
function ambiguousNames(...sides: readonly (readonly GrantModel[])[]): ReadonlySet<string> {
  return new Set(
    sides.flatMap((models) => {
      const seen = new Set<string>();
      return models.flatMap(({ stack, configuration }) => {
        const name = stackBase(stack);
        if (configuration === undefined) return [];
        if (seen.has(name)) return [name];
        seen.add(name);
        return [];
      });
    }),
  );
}

function accountStack(
  stack: string,
  before: Configuration | undefined,
  after: Configuration | undefined,
  input: InputFacts,
  { accountants, ...options }: AccountingOptions & { readonly accountants: Accountants },
): Pick<ChangeAccounts, "rows" | "references" | "assumptions"> & { readonly noBroader: readonly string[] } {
  const form = (after ?? before)?.form ?? "stack";
  const differences = differencesOf(before, after).map((one): PlacedDifference => ({
    ...one,
    place: placeOf(one.path),
  }));
  const opaque = lazy(() => opaqueChanges(before, after));
  const sensitive = lazy(() => sensitiveVariables([before, after].flatMap((side) => side ?? [])));
  const renamed = lazy(() => movedAddresses(moduleValues(before), moduleValues(after)));
  const [providersBefore, providersAfter] = [lazy(() => providerAccounts(before)), lazy(() => providerAccounts(after))];
  const context: ComparedStack = {
    isNew: before === undefined,
    isGone: after === undefined,
    ...input,
    isNoBroader: (address) => opaque().has(address),
    isSensitive: (address) => sensitive().has(address),
    isRenamed: (address) => renamed().has(address),
    providerBefore: (alias) => providersBefore().get(alias) ?? "",
    providerAfter: (alias) => providersAfter().get(alias) ?? "",
  };
  const assumed = new Set<Assumption>();
  const isKept = lazy(() => addressesOnBothSides(before, after));
  const accounts = differences.map((difference) => {
    const account = accountOf(difference, context, accountants[form]);
    if (account.is !== "irrelevant" || account.assumes === undefined) return { difference, account };
    const { assumes } = account;
    // An assumption is about before and after, so it is not needed for what only one side has.
    const isNeeded = isKept().has(difference.place.address) && !(options.complete && outsideAssumptions.has(assumes));
    if (isNeeded && options.assume === "none") return { difference, account: notAssumed(assumes) };
    if (isNeeded) assumed.add(assumes);
    return { difference, account };
  });
  checkDifferences(
    before,
    after,
    accounts.map(({ difference }) => difference),
  );
  return { ...rowsOf(stack, accounts, context), assumptions: assumed, noBroader: [...opaque()] };
}

function notAssumed(assumption: Assumption): Account {
  return unexplained(`it matters unless ${assumptions[assumption]}`);
}

function addressesOnBothSides(...sides: readonly (Configuration | undefined)[]): ReadonlySet<string> {
  const [before, after] = sides.map((side) => new Set(side?.leaves.map(({ path }) => placeOf(path).address)));
  return new Set([...(before ?? [])].filter((address) => after?.has(address)));
}

function accountOf(difference: PlacedDifference, stack: ComparedStack, accountants: readonly Accountant[]): Account {
  const open = whyOpen(difference, stack);
  if (open !== undefined) return open;
  for (const { account } of accountants) {
    const found = account(difference, stack);
    if (found !== undefined) return found;
  }
  return { is: "unexplained", why: "this version does not know what it is" };
}

interface Accounted {
  readonly difference: PlacedDifference;
  readonly account: Account;
}

/** One row for a block, with its first unexplained arguments. */
function rowsOf(
  stack: string,
  accounts: readonly Accounted[],
  { isNew, isGone, isSensitive }: ComparedStack,
): Pick<ChangeAccounts, "rows" | "references"> {
  const byAddress = new Map<string, Unexplained[]>();
  for (const { difference, account } of accounts) {
    if (account.is !== "unexplained") continue;
    const { address } = difference.place;
    byAddress.set(address, [...(byAddress.get(address) ?? []), { difference, account }]);
  }
  const references = new Map<UnknownRow, string>();
  const rows = [...byAddress].map(([address, found]): UnknownRow => {
    const [first] = found;
    const isAdded = isNew || found.every(({ difference }) => difference.before === undefined);
    const place = first?.difference.place;
    const more = found.length > maxShown ? `, and ${found.length - maxShown} more` : "";
    const shownChanges = found.slice(0, maxShown).map(({ difference }) => changeText(difference, isSensitive(address)));
    const changes = `${shownChanges.join(", ")}${more}`;
    const row: UnknownRow = {
      kind: "unknown",
      change: isAdded && !isGone ? "gained" : "loosened",
      stack,
      what: whatOf(place),
      name: place?.block === "module" ? place.name : address,
      why: `${changes}: ${first?.account.why ?? ""}`,
      changes: found.map(({ difference }) => wholeChange(difference, isSensitive(address))),
    };
    if (found.every(({ account }) => account.isReference === true)) references.set(row, address);
    return row;
  });
  const shown = rows.reduce((sum, { changes = [] }) => sum + changes.length, 0);
  const unexplained = accounts.filter(({ account }) => account.is === "unexplained").length;
  if (shown !== unexplained) throw new UnaccountedError(`${unexplained - shown} differences are in no row`);
  return { rows, references };
}

interface Unexplained {
  readonly difference: PlacedDifference;
  readonly account: Extract<Account, { readonly is: "unexplained" }>;
}

const maxShown = 3;

function whatOf(place: Place | undefined): UnknownRow["what"] {
  if (place?.block === "resource") return "resource";
  return place?.block === "module" ? "module" : "change";
}

/** e.g. `default "10.0.0.0/8" → "0.0.0.0/0"`. */
function changeText({ place, before, after }: PlacedDifference, isSensitive: boolean): string {
  const label = labelOf(place);
  return isPrinted(place, isSensitive) ? `${label} ${shownChange(before, after)}` : `${label} changed`;
}

/** The same, with a digest of values that are not printed in full. */
function wholeChange(difference: PlacedDifference, isSensitive: boolean): string {
  const { place, before, after } = difference;
  const text = changeText(difference, isSensitive);
  const isWhole = isPrinted(place, isSensitive) && isShownWhole(before, after);
  return isWhole || isGuessable(difference, isSensitive) ? text : `${text} (${changeDigest(before, after)})`;
}

function labelOf({ argument, block, name }: Place): string {
  if (argument.length > 0) return argument.join(".");
  return block === "file" ? name : "value";
}

function isPrinted(place: Place, isSensitive: boolean): boolean {
  return place.block !== "file" && !isSecret(place, isSensitive);
}

/** Whether somebody could find a secret by comparing its digest with those of likely values. */
function isGuessable({ place, before, after }: PlacedDifference, isSensitive: boolean): boolean {
  const lengths = [before, after].map((value) => value?.length ?? 0);
  return place.block !== "file" && isSecret(place, isSensitive) && Math.max(...lengths) < longestGuess;
}

const longestGuess = 64;

function isSecret(place: Place, isSensitive: boolean): boolean {
  return isSensitive || isSecretName(`${place.address} ${labelOf(place)}`);
}

/** Addresses of resources whose arguments without a semantic comparison allow no more than before. */
function opaqueChanges(before: Configuration | undefined, after: Configuration | undefined): ReadonlySet<string> {
  const [was, is] = [opaqueValues(before), opaqueValues(after)];
  const addresses = [...new Set([...was.keys(), ...is.keys()])];
  const moved = movedAddresses(wholeValues(before, was), wholeValues(after, is));
  return new Set(
    addresses.filter(
      (address) =>
        moved.has(address) ||
        opaqueChange(ramResources.get(typeIn(address))?.notReviewed, was.get(address), is.get(address)) ===
          "no broader",
    ),
  );
}

/**
 * Removed and new addresses with the same values, if exactly one on each side has these values: Terraform only renamed
 * them.
 */
function movedAddresses(
  was: ReadonlyMap<string, OpaqueValues>,
  is: ReadonlyMap<string, OpaqueValues>,
): ReadonlySet<string> {
  const keyed = (from: ReadonlyMap<string, OpaqueValues>, other: ReadonlyMap<string, OpaqueValues>) => {
    const found = new Map<string, string[]>();
    for (const [address, values] of from) {
      if (other.has(address)) continue;
      const key = JSON.stringify([typeIn(address), [...values].sort()]);
      found.set(key, [...(found.get(key) ?? []), address]);
    }
    return found;
  };
  const [gone, come] = [keyed(was, is), keyed(is, was)];
  return new Set(
    [...gone].flatMap(([key, old]) => {
      const now = come.get(key) ?? [];
      return old.length === 1 && now.length === 1 ? [...old, ...now] : [];
    }),
  );
}

/** The type in the address of a resource, which may be in modules. */
function typeIn(address: string): string {
  return parseAddress(address).resource.name.split(".")[0] ?? "";
}

function opaqueValues(configuration: Configuration | undefined): ReadonlyMap<string, OpaqueValues> {
  return valuesBy(configuration, ({ block, type, argument }) => {
    const isIterator = argument[0] === "count" || argument[0] === "for_each";
    return block === "resource" && (isIterator || isOpaque(type, argument));
  });
}

/**
 * All values of the resources that have values without a semantic comparison. Two such resources are the same only if all
 * values are.
 */
function wholeValues(
  configuration: Configuration | undefined,
  opaque: ReadonlyMap<string, OpaqueValues>,
): ReadonlyMap<string, OpaqueValues> {
  return valuesBy(
    configuration,
    ({ block, address, argument }) => block === "resource" && opaque.has(address) && argument[0] !== "//",
  );
}

/** Values by address and path; without indices where the order has no meaning. */
function valuesBy(
  configuration: Configuration | undefined,
  isMeant: (place: Place) => boolean,
): ReadonlyMap<string, OpaqueValues> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { path, value } of configuration?.leaves ?? []) {
    const place = placeOf(path);
    if (!isMeant(place)) continue;
    const { block, type, address, argument } = place;
    const { opens = {}, restricts = [] } = ramResources.get(type)?.notReviewed ?? {};
    const plain = argument.join(".");
    const name =
      Object.hasOwn(opens, plain) || restricts.includes(plain)
        ? plain
        : pathText(path.slice(block === "module" ? 2 : 3));
    const values = found.get(address) ?? new Map<string, string[]>();
    found.set(address, values.set(name, [...(values.get(name) ?? []), value]));
  }
  return found;
}

function moduleValues(configuration: Configuration | undefined): ReadonlyMap<string, OpaqueValues> {
  return valuesBy(configuration, ({ block, argument }) => block === "module" && argument[0] !== "//");
}

/** For a type that reviews do not look into, unclassified arguments count as well. */
function isOpaque(type: string, argument: readonly string[]): boolean {
  const found = classOf(type, argument);
  return found === "not compared" || (found === "not classified" && ramResources.get(type)?.notReviewed !== undefined);
}

/** Facts about the inputs as a whole. */
type InputFacts = Pick<
  ComparedStack,
  "isReferredTo" | "isReadUnresolved" | "readsTags" | "grantsByGroup" | "runsPrograms"
>;

function inputFacts(configurations: readonly Configuration[]) {
  let [readsTags, grantsByGroup, runsPrograms] = [false, false, false];
  for (const { path, value } of configurations.flatMap(({ leaves }) => leaves)) {
    readsTags ||= mayReadTags(value);
    const names = path.flatMap((step) => keyName(step) ?? []);
    grantsByGroup ||= names.some(isScopedAttachment);
    runsPrograms ||= names.includes("provisioner") || names.includes("provisioners");
  }
  return { readsTags, grantsByGroup, runsPrograms };
}

/** Whether a text may have a condition key for tags: `acs:ResourceTag/a`, `fc:tag/a`, or one that escapes hide. */
function mayReadTags(value: string): boolean {
  return /(?:resource|request)tag|:tag[^a-z]|\\u00[4-7]/i.test(value);
}

/** Expressions that are not resolved, so that no accountant may explain a change of what they refer to. */
function openTexts(configuration: Configuration): readonly string[] {
  const accountants = configuration.form === "stack" ? stackAccountants : planAccountants;
  return configuration.leaves.flatMap((leaf) => {
    const texts = expressionTexts(leaf);
    if (texts.length === 0) return [];
    const difference = { path: leaf.path, place: placeOf(leaf.path), before: undefined, after: leaf.value };
    return accountOf(difference, alone, accountants).is === "unexplained" ? texts : [];
  });
}

/** A stack of which nothing is known but the leaf that is looked at. */
const alone: ComparedStack = {
  isNew: false,
  isGone: false,
  readsTags: () => true,
  grantsByGroup: () => true,
  runsPrograms: () => true,
  isReferredTo: () => false,
  isReadUnresolved: () => false,
  isNoBroader: () => false,
  isSensitive: () => true,
  isRenamed: () => false,
  providerBefore: () => "",
  providerAfter: () => "",
};
