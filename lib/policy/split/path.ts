import type { PolicyStatement } from "../statement";
import { identityText, wholeText, withoutTokens } from "./canonical";
import { hash32 } from "./hash";

/**
 * Bits of a statement's path, by what they are made from. Few for the identity, so that numbers stay short where many
 * statements share one; all together so few that a number of 53 bits has 21 left for ties.
 */
const identityBits = 8;
const leadBits = 12;
const wholeBits = 12;

/** Bits of a value's path in its list. So many that no list of some megabytes needs more, bar values that are alike. */
const valueBits = 12;

/** What lies at number 1, however full it gets: statements that permit some actions on everything, the commonest. */
const commonest = hash32('["Allow","Action","Resource",["*"],[]]');

/**
 * Where a statement belongs, by what it says. Its identity comes first, then the one of its actions that has the least
 * hash, so that an action more or less rarely moves it, then all it says.
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
 * Where the values of a statement belong that is divided, by their own paths. These come after the identity, so that a
 * value stays where it is when others come or go.
 *
 * @param lists names of the lists that are divided
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

/** Where a value of a list belongs. */
export function valuePath(value: string): string {
  return bits(hash32(withoutTokens(value)), valueBits);
}

/** The same with paths made different: what has one path gets the bits of its position among its like. */
export function toldApart<T extends { readonly path: string }>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const position = seen.get(item.path) ?? 0;
    seen.set(item.path, position + 1);
    return { ...item, path: item.path + Array.from(position.toString(2)).reverse().join("") };
  });
}

/** The number of the document at a node. A child `0` has that of its parent; not safe from 2^53 on. */
export function documentNumber(path: string): number {
  return Array.from(path).reduce((number, bit, index) => number + (bit === "1" ? 2 ** index : 0), 1);
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
