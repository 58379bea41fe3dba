import type { PolicyDocument } from "../document";
import { type Outcome, evaluate, noResourceGroup } from "../evaluate";
import type { SearchableKnowledge } from "./action-classes";
import type { ComparedSide } from "./compared-side";
import { morePermissive } from "./more-permissive";
import { knownWitness, withPlaceholders } from "./placeholders";
import type { Witness } from "./witness";

/** How the requests that one side allows relate to those that the other side allows, in all contexts. */
export type DocumentRelation = "equal" | "narrower" | "broader" | "incomparable" | "undecided";

/** The relation of two sides, with proof. */
export interface DocumentComparison {
  /** Relation of the first side to the second: `narrower` means that the first one allows less. */
  readonly relation: DocumentRelation;
  /** A request that the first side allows and the second does not; `undefined` if none was found. */
  readonly onlyFirst: Witness | undefined;
  /** A request that the second side allows and the first does not; `undefined` if none was found. */
  readonly onlySecond: Witness | undefined;
  /** Why the relation is undecided; otherwise empty. */
  readonly why: readonly string[];
}

/** One document, or several that apply together. */
export type ComparedDocuments = PolicyDocument | readonly PolicyDocument[];

/** Options of a comparison. */
export interface CompareOptions {
  /** Known actions, so that witnesses have actions that exist. @default - none */
  readonly knowledge?: SearchableKnowledge;
}

/**
 * Whether one side allows more than the other, less, the same, or both allow something that the other does not.
 *
 * Decides as {@link evaluate} does for requests with exactly the condition keys of their context, with all its
 * assumptions. Each witness has been evaluated. Texts that only Terraform knows are equal if they are written the same.
 * A relation that depends on their values is `undecided`, and so is one with too many combinations of patterns and
 * conditions to check.
 * @example
 * const before = new PolicyDocument([PolicyStatement.allow({ actions: "oss:GetObject", resources: "*" })]);
 * const after = new PolicyDocument([PolicyStatement.allow({ actions: "oss:Get*", resources: "*" })]);
 * const { relation, onlySecond } = compare(before, after);
 * if (relation !== "equal") console.log(relation, onlySecond?.action, onlySecond?.resource);
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

/** By what the first side allows and the second does not, then by the reverse. */
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
  const why = gains.map((gain) => gain.why ?? "unknown texts in the documents may stand for the same or not");
  return { found: gains.length === 0 ? "nothing" : "perhaps", witness, why };
}

function outcomes(policies: readonly PolicyDocument[], { context, ...request }: Witness): readonly Outcome[] {
  return evaluate({ policies, request, context: { ...noResourceGroup, ...context }, world: "closed" }).possible;
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
