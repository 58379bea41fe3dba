import { PolicyDocument, maxPolicyBytes } from "../document";
import { type Problem, throwIfAny } from "../problem";
import type { PolicyStatement } from "../statement";
import { utf8Length } from "../utf8";
import { divide } from "./divide";
import { documentNumber, statementPath, toldApart } from "./path";
import { splitLimit, statementTooLarge, tooManyDocuments } from "./problems";
import { bytesOf, statementBytes } from "./statement-bytes";
import { type Placed, leaves } from "./trie";

/** One of the documents that together say what one said. */
export interface SplitDocument {
  /** From 1, with gaps. Names the document: it keeps its number when others come and go. */
  readonly number: number;
  readonly document: PolicyDocument;
}

/** How far a document is split. */
export interface SplitOptions {
  /** Most UTF-8 bytes of a document; a framework token counts as 64. @default 6144 */
  readonly limit?: number;
  /** Most documents. @default 10 - custom policies that RAM attaches to one principal */
  readonly maxDocuments?: number;
}

/** A statement, or a part of one, on the way into its document. */
interface Item extends Placed {
  readonly statement: PolicyStatement;
}

const frameBytes = utf8Length('{"Version":"1","Statement":[]}');
const leastLimit = frameBytes + utf8Length('{"Effect":"Deny","Action":"*","Resource":"*"}');

/**
 * Splits a document that is too long into several that together decide every request as it does, in order of number.
 * One that is short enough comes back as it is.
 *
 * Which document a statement goes to depends on what it says and not on its neighbors, so that after an edit the fewest
 * policies change: adding or removing a statement changes the document that has it and at most one other that was there
 * before; the rest keep every byte, apart from documents that come or go. The same holds where the actions of a statement
 * change, as long as its path starts the same (see {@link statementPath}), else it counts as removed and added.
 * Statements that differ in framework tokens only are told apart by their order. A statement too large for a document is
 * divided, see {@link divide}, and each part counts as a statement.
 *
 * @throws PolicyError RAM120 for every statement that cannot be made to fit, RAM121, RAM122
 */
export function split(document: PolicyDocument, options: SplitOptions = {}): readonly SplitDocument[] {
  const { limit = maxPolicyBytes, maxDocuments = 10 } = options;
  throwIfAny([
    ...checkAtLeast(leastLimit, "limit", limit), //
    ...checkAtLeast(1, "maxDocuments", maxDocuments),
  ]);
  if (bytesOf(document.toText()) <= limit) return [{ number: 1, document }];

  const room = limit - frameBytes;
  const sized = document.statements.map((statement) => ({ statement, bytes: statementBytes(statement) }));
  const placed = sized.map((one, index) => place(index, one, room, maxDocuments));
  throwIfAny(placed.flatMap(({ problems }) => problems));
  const split = leaves(toldApart(placed.flatMap(({ items }) => items)), room).map(({ path, items }) => ({
    number: documentNumber(path),
    document: new PolicyDocument(items.map(({ statement }) => statement)),
  }));
  const tooMany = split.length > maxDocuments || split.some(({ number }) => !Number.isSafeInteger(number));
  throwIfAny(tooMany ? [tooManyDocuments("document", `${split.length} documents`, maxDocuments)] : []);
  return split.sort((a, b) => a.number - b.number);
}

/** A statement with its place, or its parts with theirs. */
function place(
  index: number,
  whole: Omit<Item, "path">,
  room: number,
  maxDocuments: number,
): { readonly items: readonly Item[]; readonly problems: readonly Problem[] } {
  const { statement, bytes } = whole;
  if (bytes <= room) return { items: [{ ...whole, path: statementPath(statement) }], problems: [] };
  const items: Item[] = [];
  for (const part of divide(statement, room)) {
    if (part.bytes > room) return { items, problems: [statementTooLarge(index, whole, part.bytes, room)] };
    items.push({ statement: part.statement, bytes: part.bytes, path: statementPath(part.statement, part) });
    // Two parts that fit into one document would have stayed one part.
    if (items.length > maxDocuments) {
      const found = `more than ${maxDocuments} documents for this statement alone`;
      return { items, problems: [tooManyDocuments(`Statement[${index}]`, found, maxDocuments)] };
    }
  }
  return { items, problems: [] };
}

function checkAtLeast(least: number, path: string, value: number): readonly Problem[] {
  return Number.isInteger(value) && value >= least ? [] : [splitLimit(path, value, least)];
}
