import type { GrantModel } from "../../grants/grant-model";
import type { Configuration } from "../../terraform/configuration/configuration";
import { argumentClass } from "../../terraform/configuration/argument-class";
import { ramResources } from "../../terraform/ram-resources";
import { stackBase } from "../compare/aligned-models";
import type { UnknownRow } from "../report/review-report";
import type { Account, Accountant, ComparedStack, PlacedDifference } from "./accountant";
import { differencesOf } from "./difference";
import { mentionedNames } from "./mentions";
import { type OpaqueValues, opaqueChange } from "./opaque-change";
import { type Place, placeOf } from "./place";
import { whyOpen } from "./open-differences";
import { planAccountants } from "./plan-accountants";
import { planUnknowns } from "./plan-unknowns";
import { providerAccounts } from "./provider-account";
import { stackAccountants } from "./stack-accountants";

/** What came of accounting for every difference between two inputs. */
export interface ChangeAccounts {
  /** A row for each block with differences that nothing explains. */
  readonly rows: readonly UnknownRow[];
  /** Those of them that open expressions refer to: what the expressions stand for may have changed. */
  readonly references: ReadonlySet<UnknownRow>;
  /** Resources that changed and let no more through: `<stack> <address>`. */
  readonly noBroader: ReadonlySet<string>;
}

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
  accountants: Accountants = { stack: stackAccountants, plan: planAccountants },
): ChangeAccounts {
  const [was, is] = [configurationsOf(before), configurationsOf(after)];
  const unresolved = [...before, ...after].flatMap(({ unresolved: texts = [] }) => texts);
  const mentioned = lazily(() =>
    mentionedNames([...unresolved, ...opaqueTexts(was), ...opaqueTexts(is)], [...was.values(), ...is.values()]),
  );
  const rows: UnknownRow[] = [];
  const references = new Set<UnknownRow>();
  const noBroader = new Set<string>();
  for (const stack of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [old, now] = [was.get(stack), is.get(stack)];
    if (now?.plan !== undefined) rows.push(...planUnknowns(stack, now.plan));
    if (old?.isSameAs(now) === true) continue;
    const found = accountStack(stack, old, now, (name) => mentioned().has(name), accountants);
    rows.push(...found.rows);
    for (const row of found.references) references.add(row);
    for (const address of found.noBroader) noBroader.add(`${stack} ${address}`);
  }
  return { rows, references, noBroader };
}

function configurationsOf(models: readonly GrantModel[]): ReadonlyMap<string, Configuration> {
  return new Map(
    models.flatMap(({ stack, configuration }) =>
      configuration === undefined ? [] : [[stackBase(stack), configuration]],
    ),
  );
}

function accountStack(
  stack: string,
  before: Configuration | undefined,
  after: Configuration | undefined,
  isReferredTo: (name: string) => boolean,
  accountants: Accountants,
): Pick<ChangeAccounts, "rows" | "references"> & { readonly noBroader: readonly string[] } {
  const form = (after ?? before)?.form ?? "stack";
  const differences = differencesOf(before, after).map((one): PlacedDifference => ({
    ...one,
    place: placeOf(one.path),
  }));
  const opaque = lazily(() => opaqueChanges(before, after));
  const renamed = lazily(() => movedAddresses(moduleValues(before), moduleValues(after)));
  const [providersBefore, providersAfter] = [
    lazily(() => providerAccounts(before)),
    lazily(() => providerAccounts(after)),
  ];
  const context: ComparedStack = {
    isNew: before === undefined,
    isGone: after === undefined,
    isReferredTo,
    isNoBroader: (address) => opaque().has(address),
    isRenamed: (address) => renamed().has(address),
    providerBefore: (alias) => providersBefore().get(alias) ?? "",
    providerAfter: (alias) => providersAfter().get(alias) ?? "",
  };
  const accounts = differences.map((difference) => ({
    difference,
    account: accountOf(difference, context, accountants[form]),
  }));
  if (accounts.length !== differences.length) throw new Error("a difference is not accounted for");
  return { ...rowsOf(stack, accounts, context), noBroader: [...opaque()] };
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
  { isNew, isGone }: ComparedStack,
): Pick<ChangeAccounts, "rows" | "references"> {
  const byAddress = new Map<string, Unexplained[]>();
  for (const { difference, account } of accounts) {
    if (account.is !== "unexplained") continue;
    const { address } = difference.place;
    byAddress.set(address, [...(byAddress.get(address) ?? []), { difference, account }]);
  }
  const references = new Set<UnknownRow>();
  const rows = [...byAddress].map(([address, found]): UnknownRow => {
    const [first] = found;
    const isAdded = isNew || found.every(({ difference }) => difference.before === undefined);
    const place = first?.difference.place;
    const changes = found.slice(0, maxShown).map(({ difference }) => changeText(difference));
    const more = found.length > maxShown ? `, and ${found.length - maxShown} more` : "";
    const row: UnknownRow = {
      kind: "unknown",
      change: isAdded && !isGone ? "gained" : "loosened",
      stack,
      what: whatOf(place),
      name: place?.block === "module" ? place.name : address,
      why: `${changes.join(", ")}${more}: ${first?.account.why ?? ""}`,
    };
    if (found.every(({ account }) => account.isReference === true)) references.add(row);
    return row;
  });
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
function changeText({ place: { argument, block, name }, before, after }: PlacedDifference): string {
  const label = argument.length > 0 ? argument.join(".") : block === "file" ? name : "value";
  if (block === "file" || isSecret(label)) return `${label} changed`;
  return `${label} ${shown(before)} → ${shown(after)}`;
}

function isSecret(label: string): boolean {
  return /pass|secret|token|key|credential|private|user_data/i.test(label);
}

function shown(value: string | undefined): string {
  if (value === undefined) return "(none)";
  return value.length > maxValue ? `${value.slice(0, maxValue)}..."` : value;
}

const maxValue = 60;

/** Addresses of resources whose arguments that are not compared let no more through. */
function opaqueChanges(before: Configuration | undefined, after: Configuration | undefined): ReadonlySet<string> {
  const [was, is] = [opaqueValues(before), opaqueValues(after)];
  const addresses = [...new Set([...was.keys(), ...is.keys()])];
  const moved = movedAddresses(was, is);
  return new Set(
    addresses.filter(
      (address) =>
        moved.has(address) ||
        opaqueChange(ramResources.get(address.split(".")[0] ?? "")?.notReviewed, was.get(address), is.get(address)) ===
          "no broader",
    ),
  );
}

/** Addresses that are gone, or new, whose values are those of exactly one of the others: a new name in Terraform only. */
function movedAddresses(
  was: ReadonlyMap<string, OpaqueValues>,
  is: ReadonlyMap<string, OpaqueValues>,
): ReadonlySet<string> {
  const keyed = (from: ReadonlyMap<string, OpaqueValues>, other: ReadonlyMap<string, OpaqueValues>) => {
    const found = new Map<string, string[]>();
    for (const [address, values] of from) {
      if (other.has(address)) continue;
      const key = JSON.stringify([address.split(".")[0], [...values].sort()]);
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

function opaqueValues(configuration: Configuration | undefined): ReadonlyMap<string, OpaqueValues> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { path, value } of configuration?.leaves ?? []) {
    const { block, type, address, argument } = placeOf(path);
    if (block !== "resource") continue;
    const name = argument.join(".");
    const isIterator = name === "count" || argument[0] === "for_each";
    if (!isIterator && !isOpaque(type, name)) continue;
    const values = found.get(address) ?? new Map<string, string[]>();
    found.set(address, values.set(name, [...(values.get(name) ?? []), value]));
  }
  return found;
}

function moduleValues(configuration: Configuration | undefined): ReadonlyMap<string, OpaqueValues> {
  const found = new Map<string, Map<string, string[]>>();
  for (const { path, value } of configuration?.leaves ?? []) {
    const { block, address, argument } = placeOf(path);
    if (block !== "module" || argument[0] === "//") continue;
    const values = found.get(address) ?? new Map<string, string[]>();
    const name = argument.join(".");
    found.set(address, values.set(name, [...(values.get(name) ?? []), value]));
  }
  return found;
}

/** Of a type that reviews do not look into, arguments that nobody has classified count as well. */
function isOpaque(type: string, argument: string): boolean {
  const found = argumentClass(type, argument);
  return found === "not compared" || (found === "not classified" && ramResources.get(type)?.notReviewed !== undefined);
}

/** Expressions in arguments that reviews do not look into. */
function opaqueTexts(configurations: ReadonlyMap<string, Configuration>): readonly string[] {
  return [...configurations.values()].flatMap((configuration) =>
    [...opaqueValues(configuration).values()].flatMap((values) =>
      [...values.values()].flat().filter((value) => /[$%]\{/.test(value)),
    ),
  );
}

function lazily<T>(make: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: make() }).value;
}
