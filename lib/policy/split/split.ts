import { PolicyDocument, maxPolicyBytes } from "../document";
import { minimize } from "../minimize";
import { type Problem, throwIfAny } from "../problem";
import type { PolicyStatement } from "../statement";
import { utf8Length } from "../utf8";
import { wholeText } from "./canonical";
import { type Share, sharesOf } from "./divide";
import { type Capacity, type Pack, pack } from "./pack";
import { dividedPaths, statementPath, toldApart } from "./path";
import { splitLimit, statementTooLarge, tooManyDocuments } from "./problems";
import { bytesOf, statementBytes } from "./statement-bytes";
import { type Placed, listBytes } from "./trie";

/** One of the documents that a document was split into. */
export interface SplitDocument {
  /**
   * From 1, with gaps; there is always a document 1. It is part of the policy's name, and stays the same when other
   * documents are added or removed.
   */
  readonly number: number;
  readonly document: PolicyDocument;
}

/** Options of {@link split}. */
export interface SplitOptions {
  /** Maximum size of a document in UTF-8 bytes; a framework token counts as 64. @default 6144 */
  readonly limit?: number;
  /** Maximum number of documents. @default 10 - the custom policies that RAM accepts on a principal */
  readonly maxDocuments?: number;
}

/** A statement, or one value of a divided statement, that is assigned to a document. */
interface Item extends Placed {
  /** Position in the original document. */
  readonly order: number;
  readonly part:
    | { readonly kind: "statement"; readonly statement: PolicyStatement }
    | { readonly kind: "value"; readonly share: Share; readonly value: string };
}

const frameBytes = utf8Length('{"Version":"1","Statement":[]}');
const leastLimit = frameBytes + utf8Length('{"Effect":"Deny","Action":"*","Resource":"*"}');

/**
 * Splits a document that is too long into several that together decide every request in the same way, ordered by number. A
 * document that is short enough is returned unchanged. Duplicate statements count once. If there are too many documents, or
 * a statement is too large, the document is minimized first.
 *
 * A statement's place is computed from its content, and a document has the statements in a range of places. Adding or
 * removing a statement changes at most two documents, apart from documents that are added or removed. A statement that
 * stays the same never moves between two documents that exist before and after an edit. So no principal lacks such a
 * statement at any time if new documents are attached first, then documents are changed, the last place first (see {@link
 * comparePlaces}), and then documents are detached. Statements that differ in framework tokens only are distinguished by
 * their order. A statement that is too large for a document is divided, see {@link sharesOf}, and each of its values counts
 * as a statement.
 *
 * @throws PolicyError RAM120 for every statement that does not fit, RAM121, RAM122
 * @example
 * const keys = Array.from({ length: 300 }, (_, index) => `acs:oss:*:*:shop/customers/${index}/*`);
 * const long = new PolicyDocument([PolicyStatement.allow({ actions: "oss:GetObject", resources: keys })]);
 * for (const { number, document } of split(long)) console.log(`readers-${number}`, document.toText());
 */
export function split(document: PolicyDocument, options: SplitOptions = {}): readonly SplitDocument[] {
  const { limit = maxPolicyBytes, maxDocuments = 10 } = options;
  throwIfAny([
    ...checkAtLeast(leastLimit, "limit", limit), //
    ...checkAtLeast(1, "maxDocuments", maxDocuments),
  ]);
  if (bytesOf(document.toText()) <= limit) return [{ number: 1, document }];

  const room = limit - frameBytes;
  const { documents, problems } = packed(document, room, maxDocuments);
  if (problems.length === 0) return documents;
  const smaller = packed(minimize(document).document, room, maxDocuments);
  throwIfAny(smaller.problems.length === 0 ? [] : problems);
  return smaller.documents;
}

function packed(
  document: PolicyDocument,
  room: number,
  maxDocuments: number,
): { readonly documents: readonly SplitDocument[]; readonly problems: readonly Problem[] } {
  const placed = distinct(document.statements).map(({ statement, index }) =>
    itemsOf(statement, index, room, maxDocuments),
  );
  const problems = placed.flatMap((one) => one.problems);
  if (problems.length > 0) return { documents: [], problems };
  const items = toldApart(placed.flatMap((one) => one.items).map((item, order) => ({ ...item, order })));
  const packs = pack(items, { emptyDocument, room });
  if (packs.length > maxDocuments || packs.some(({ number }) => !Number.isSafeInteger(number))) {
    const found = `${packs.length} documents`;
    return { documents: [], problems: [tooManyDocuments("document", found, maxDocuments)] };
  }
  const said = document.saidToExist; // a duplicate that was left out may say it
  const documents = packs
    .map(documentOf)
    .map((one) => ({ number: one.number, document: one.document.sayingToExist(said) }));
  return { documents, problems };
}

interface Numbered {
  readonly statement: PolicyStatement;
  readonly index: number;
}

/** Statements without duplicates, at their first position; of several spellings, the first in sort order. */
function distinct(statements: readonly PolicyStatement[]): readonly Numbered[] {
  const byText = new Map<string, Numbered>();
  for (const [index, statement] of statements.entries()) {
    const text = wholeText(statement, (one) => one);
    const known = byText.get(text);
    if (known === undefined) byText.set(text, { statement, index });
    else if (printed(statement) < printed(known.statement)) byText.set(text, { statement, index: known.index });
  }
  return [...byText.values()];
}

function printed(statement: PolicyStatement): string {
  return JSON.stringify(statement.toJson());
}

function itemsOf(
  statement: PolicyStatement,
  index: number,
  room: number,
  maxDocuments: number,
): { readonly items: readonly Omit<Item, "order">[]; readonly problems: readonly Problem[] } {
  const bytes = statementBytes(statement);
  if (bytes <= room) {
    return { items: [{ part: { kind: "statement", statement }, bytes, path: statementPath(statement) }], problems: [] };
  }
  const items: Omit<Item, "order">[] = [];
  let least = 0;
  for (const share of sharesOf(statement, room)) {
    const { frame, values } = share;
    const longest = frame + values.reduce((most, value) => Math.max(most, value.bytes), 0);
    if (longest > room) return { items, problems: [statementTooLarge(index, { statement, bytes }, longest, room)] };
    least += listBytes(values) / (room - frame);
    if (least > maxDocuments) {
      const found = `more than ${maxDocuments} documents for this statement alone`;
      return { items, problems: [tooManyDocuments(`Statement[${index}]`, found, maxDocuments)] };
    }
    const pathOf = dividedPaths(statement, share.lists);
    for (const { text, bytes: own, path } of values) {
      items.push({ part: { kind: "value", share, value: text }, bytes: own, path: pathOf(share.path + path) });
    }
  }
  return { items, problems: [] };
}

/** Sums up the bytes of items in one document. Values of the same statement share the rest of it. */
function emptyDocument(): ReturnType<Capacity<Item>["emptyDocument"]> {
  const shares = new Set<Share>();
  let bytes = -1;
  return ({ bytes: own, part }) => {
    bytes += 1 + own;
    if (part.kind === "value" && !shares.has(part.share)) {
      shares.add(part.share);
      bytes += part.share.frame;
    }
    return bytes;
  };
}

function documentOf({ number, items }: Pack<Item>): SplitDocument {
  const values = new Map<Share, string[]>();
  const sorted = [...items].sort((a, b) => a.order - b.order);
  const statements = sorted.flatMap(({ part }) => {
    if (part.kind === "statement") return [() => part.statement];
    const others = values.get(part.share);
    others?.push(part.value);
    if (others !== undefined) return [];
    const own = [part.value];
    values.set(part.share, own);
    return [() => part.share.with(own)];
  });
  return { number, document: new PolicyDocument(statements.map((statement) => statement())) };
}

function checkAtLeast(least: number, path: string, value: number): readonly Problem[] {
  return Number.isInteger(value) && value >= least ? [] : [splitLimit(path, value, least)];
}
