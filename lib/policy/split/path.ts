import type { PolicyStatement } from "../statement";
import { identityText, wholeText, withoutTokens } from "./canonical";
import { compareText } from "../text-list";
import { hash32 } from "./hash";

/**
 * Number of bits for each part of a statement's path. The identity has few, so that numbers stay short if many statements
 * share it. In total, 21 bits of a 53-bit number are left for ties.
 */
const identityBits = 8;
const leadBits = 12;
const wholeBits = 12;

/** Bits of a value's path in its list: enough for lists of several megabytes without duplicates. */
const valueBits = 12;

/**
 * The most common identity has number 1, however many statements it has: an Allow of actions on `*` without conditions.
 */
const commonest = hash32('["Allow","Action","Resource",["*"],[]]');

/**
 * The place of a statement, computed from its content: first its identity, then the action with the smallest hash, so
 * that adding or removing an action rarely moves it, then the whole statement.
 */
export function statementPath(statement: PolicyStatement): string {
  const identity = identityText(statement);
  return (
    identityPath(identity) +
    bits(hash32(identity + lead(statement.actions)), leadBits) +
    bits(hash32(wholeText(statement)), wholeBits)
  );
}

/**
 * The places of the values of a divided statement. They follow the identity, so that a value keeps its place when
 * others are added or removed.
 *
 * @param lists names of the divided lists
 */
export function dividedPaths(
  statement: PolicyStatement,
  lists: readonly ("Action" | "Resource" | "Condition")[],
): (valuePath: string) => string {
  const first = identityPath(identityText(statement, lists));
  const last = bits(hash32(wholeText(statement)), wholeBits);
  return (own) => (first + own + last).slice(0, identityBits + leadBits + wholeBits);
}

function identityPath(identity: string): string {
  return bits(hash32(identity) ^ commonest, identityBits);
}

/** The place of a value of a list. */
export function valuePath(value: string): string {
  return bits(hash32(withoutTokens(value)), valueBits);
}

/** Makes equal paths different by appending the position among equal ones. */
export function toldApart<T extends { readonly path: string }>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const position = seen.get(item.path) ?? 0;
    seen.set(item.path, position + 1);
    return { ...item, path: item.path + Array.from(position.toString(2)).reverse().join("") };
  });
}

/** The number of the document at a node. A child `0` has the number of its parent. Not safe from 2^53. */
export function documentNumber(path: string): number {
  return Array.from(path).reduce((number, bit, index) => number + (bit === "1" ? 2 ** index : 0), 1);
}

/** Sorts documents by their places, from the first to the last, which is another order than that of their numbers. */
export function comparePlaces(one: { readonly number: number }, other: { readonly number: number }): number {
  return compareText(placeOf(one.number), placeOf(other.number));
}

/** The path that has a number, without the zeros at its end. */
function placeOf(number: number): string {
  return number === 1
    ? ""
    : Array.from((number - 1).toString(2))
        .reverse()
        .join("");
}

function lead(actions: readonly string[]): string {
  let least = Infinity;
  let found = "";
  for (const action of actions.map(withoutTokens)) {
    const hash = hash32(action);
    if (hash >= least) continue;
    least = hash;
    found = action;
  }
  return found;
}

function bits(hash: number, count: number): string {
  return (hash >>> 0).toString(2).padStart(32, "0").slice(0, count);
}
