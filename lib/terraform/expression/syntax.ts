/** A parsed expression or template of Terraform. Offsets of its nodes are in UTF-16 units of `source`. */
export interface Expression {
  readonly source: string;
  readonly node: Node;
}

export type Node =
  | LiteralNode
  | TemplateNode
  | TupleNode
  | ObjectNode
  | ForNode
  | ConditionalNode
  | BinaryNode
  | UnaryNode
  | ParenthesesNode
  | CallNode
  | ReferenceNode
  | TraversalNode;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A number is kept as it is written. */
export interface LiteralNode extends Place {
  readonly kind: "literal";
  readonly value: { readonly number: string } | boolean | null;
}

export interface TemplateNode extends Place {
  readonly kind: "template";
  /** `bare` is a file, a text of Terraform JSON or a part of another template. */
  readonly form: "quoted" | "heredoc" | "bare";
  readonly parts: readonly TemplatePartNode[];
}

export type TemplatePartNode = LiteralPart | InterpolationPart | IfPart | ForPart;

/** Text with escapes resolved. */
export interface LiteralPart extends Place {
  readonly kind: "text";
  readonly text: string;
}

export interface InterpolationPart extends Place {
  readonly kind: "interpolation";
  readonly node: Node;
  /** Whether it has a `~`, which trims the texts next to it. */
  readonly trims: boolean;
}

export interface IfPart extends Place {
  readonly kind: "if";
  readonly condition: Node;
  readonly then: readonly TemplatePartNode[];
  readonly otherwise: readonly TemplatePartNode[];
}

export interface ForPart extends Place {
  readonly kind: "for";
  readonly key: string | undefined;
  readonly item: string;
  readonly collection: Node;
  readonly body: readonly TemplatePartNode[];
}

export interface TupleNode extends Place {
  readonly kind: "tuple";
  readonly items: readonly Node[];
}

export interface ObjectNode extends Place {
  readonly kind: "object";
  readonly entries: readonly { readonly key: string | Node; readonly value: Node }[];
}

export interface ForNode extends Place {
  readonly kind: "for";
  /** The name of the key or index, and that of the item. */
  readonly key: string | undefined;
  readonly item: string;
  readonly collection: Node;
  /** Only for a `for` in braces. */
  readonly resultKey: Node | undefined;
  readonly result: Node;
  readonly condition: Node | undefined;
  /** Whether `...` groups the results of one key. */
  readonly groups: boolean;
}

export interface ConditionalNode extends Place {
  readonly kind: "conditional";
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface BinaryNode extends Place {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}

export interface UnaryNode extends Place {
  readonly kind: "unary";
  readonly operator: "-" | "!";
  readonly operand: Node;
}

export interface ParenthesesNode extends Place {
  readonly kind: "parentheses";
  readonly inner: Node;
}

export interface CallNode extends Place {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Node[];
  /** Whether `...` expands the last argument. */
  readonly expands: boolean;
}

/** A name that the scope or a `for` binds, with the steps after it. */
export interface ReferenceNode extends Place {
  readonly kind: "reference";
  readonly root: string;
  readonly steps: readonly StepNode[];
}

/** Steps after anything that is not a name, such as a call. */
export interface TraversalNode extends Place {
  readonly kind: "traversal";
  readonly of: Node;
  readonly steps: readonly StepNode[];
}

export type StepNode =
  | (Place & { readonly kind: "attribute"; readonly name: string })
  | (Place & { readonly kind: "index"; readonly key: Node })
  | (Place & { readonly kind: "splat"; readonly each: readonly StepNode[] });

/** Line and column count from 1; the column in UTF-16 units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const line = before.split("\n").length;
  return { offset, line, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}
