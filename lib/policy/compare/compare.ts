import type { PolicyDocument } from "../document";
import { type Outcome, evaluate } from "../evaluate";
import type { SearchableKnowledge } from "./action-classes";
import type { ComparedSide } from "./compared-side";
import { morePermissive } from "./more-permissive";
import { knownWitness, withPlaceholders } from "./placeholders";
import type { Witness } from "./witness";

/** How what one side allows relates to what another allows: all requests, in all contexts. */
export type DocumentRelation = "equal" | "narrower" | "broader" | "incomparable" | "undecided";

/** The relation of one side to another, with proof. */
export interface DocumentComparison {
  /** Of the first to the second: `narrower` where the first allows less. */
  readonly relation: DocumentRelation;
  /** A request that the first side allows and the second refuses; `undefined` where none was found. */
  readonly onlyFirst: Witness | undefined;
  /** A request that the second side allows and the first refuses; `undefined` where none was found. */
  readonly onlySecond: Witness | undefined;
  /** Why the relation is undecided; empty where it is decided. */
  readonly why: readonly string[];
}

/** One document, or several that apply together. */
export type ComparedDocuments = PolicyDocument | readonly PolicyDocument[];

/** How documents are compared. */
export interface CompareOptions {
  /** Knowledge of actions, so that witnesses name actions that exist. @default - none */
  readonly knowledge?: SearchableKnowledge;
}

/**
 * Whether one side allows more than another, less, the same, or each something that the other does not.
 *
 * Decides as {@link evaluate} does where a request has just the condition keys that its context gives, with all of its
 * assumptions. Each witness has been put to it. Texts that only Terraform knows are the same where they are written the
 * same; a relation that turns on what they stand for is `undecided`, and so is one with more combinations of patterns and
 * conditions than can be looked at.
 */
export function compare(
  first: ComparedDocuments,
  second: ComparedDocuments,
  { knowledge }: CompareOptions = {},
): DocumentComparison {
  const [one, other] = [documentsOf(first), documentsOf(second)];
  const [more, less] = [gainOf(other, one, knowledge), gainOf(one, other, knowledge)];
  const relation = relations[more.found][less.found];
  return {
    relation,
    onlyFirst: more.witness,
    onlySecond: less.witness,
    why: relation === "undecided" ? [...new Set([...more.why, ...less.why])].sort() : [],
  };
}

type Found = "nothing" | "something" | "perhaps";

/** What the first side allows and the second does not, then the other way round. */
const relations: Readonly<Record<Found, Readonly<Record<Found, DocumentRelation>>>> = {
  nothing: { nothing: "equal", something: "narrower", perhaps: "undecided" },
  something: { nothing: "broader", something: "incomparable", perhaps: "undecided" },
  perhaps: { nothing: "undecided", something: "undecided", perhaps: "undecided" },
};

interface Gain {
  readonly found: Found;
  readonly witness: Witness | undefined;
  readonly why: readonly string[];
}

/** What `after` allows and `before` does not. */
function gainOf(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
  knowledge: SearchableKnowledge | undefined,
): Gain {
  const gains = morePermissive(sideOf(before), sideOf(after), knowledge);
  const witness = gains
    .flatMap((gain) => (gain.witness === undefined ? [] : [knownWitness(gain.witness)]))
    .find((one) => outcomes(after, one).join() === "Allow" && !outcomes(before, one).includes("Allow"));
  if (witness !== undefined) return { found: "something", witness, why: [] };
  const why = gains.map((gain) => gain.why ?? "what is not known in the documents may stand for the same or not");
  return { found: gains.length === 0 ? "nothing" : "perhaps", witness, why };
}

function outcomes(policies: readonly PolicyDocument[], { context, ...request }: Witness): readonly Outcome[] {
  return evaluate({ policies, request, context, world: "closed" }).possible;
}

function documentsOf(documents: ComparedDocuments): readonly PolicyDocument[] {
  return "statements" in documents ? [documents] : documents;
}

function sideOf(documents: readonly PolicyDocument[]): ComparedSide {
  const account = documents.map((original, index) => {
    const document = withPlaceholders(original, () => undefined);
    const name = `document ${index}`;
    return document.toText() === original.toText() ? { name, document } : { name, document, original };
  });
  return { account, resourceGroup: [] };
}
