/**
 * The syntax that is common to the languages of a scan: expressions, the scopes of names, functions, classes and modules.
 * Positions are offsets in the text of the file.
 */

/** Statements that run together. A branch or a loop is a block of its own. */
export interface Block {
  readonly parent: Block | undefined;
  readonly isLoop: boolean;
}

export interface NameExpression {
  readonly kind: "name";
  readonly name: string;
  readonly at: number;
  readonly scope: Scope;
  readonly block: Block;
}

export interface MemberExpression {
  readonly kind: "member";
  readonly object: Expression;
  readonly name: string;
  readonly at: number;
  /** Set where the member is called. */
  call?: CallExpression;
}

export interface IndexExpression {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression | undefined;
  readonly at: number;
  call?: CallExpression;
}

export interface Argument {
  readonly name: string | undefined;
  readonly value: Expression;
}

export interface CallExpression {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  readonly at: number;
  readonly end: number;
  /** Set where the result is called. */
  call?: CallExpression;
}

export interface TextExpression {
  readonly kind: "text";
  readonly value: string;
  readonly at: number;
}

export interface RecordEntry {
  readonly key: string;
  readonly value: Expression;
  readonly at: number;
}

export type Expression =
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | TextExpression
  | { readonly kind: "record"; readonly entries: readonly RecordEntry[]; readonly spread: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "function"; readonly function: FunctionSyntax }
  | { readonly kind: "class"; readonly class: ClassSyntax }
  /** One of several values, e.g. `a or b`. Of types, any of them. */
  | { readonly kind: "either"; readonly options: readonly Expression[] }
  /** An object of a type, e.g. of a cast. */
  | { readonly kind: "instance"; readonly type: Expression; readonly arguments: readonly Argument[] }
  | { readonly kind: "import"; readonly specifier: string; readonly name: string | undefined; readonly module: Module }
  | { readonly kind: "unknown" };

export const unknownExpression: Expression = { kind: "unknown" };

/** Where a value comes from. */
export type Source =
  | { readonly kind: "value"; readonly value: Expression }
  /** A member of a value, e.g. by destructuring; `at` is the offset of its name. */
  | { readonly kind: "member"; readonly of: Source; readonly name: string; readonly at: number }
  /** One of several results or elements, by its number. */
  | { readonly kind: "part"; readonly of: Source; readonly index: number }
  /** Any element of a list. */
  | { readonly kind: "element"; readonly of: Source }
  | { readonly kind: "typed"; readonly type: Expression }
  /** The object that a method is called on, or its class. */
  | { readonly kind: "self"; readonly class: ClassSyntax; readonly isClass: boolean }
  | { readonly kind: "parameter"; readonly function: FunctionSyntax; readonly index: number };

/** What gives a name its value. */
export interface Binding {
  readonly at: number;
  readonly block: Block;
  readonly source: Source;
  /** Whether the name never gets another value. */
  readonly isConstant: boolean;
}

export interface Scope {
  readonly kind: "module" | "function" | "class";
  readonly parent: Scope | undefined;
  readonly bindings: Map<string, Binding[]>;
  /** Modules whose names are all imported. */
  readonly stars: string[];
  readonly module: Module;
}

export interface Parameter {
  readonly name: string;
  readonly type: Expression | undefined;
  readonly byDefault: Expression | undefined;
}

export interface FunctionSyntax {
  readonly name: string;
  readonly parameters: Parameter[];
  readonly returns: Expression[];
  returnType: Expression | undefined;
  /** Whether it runs where its name is read, as a property does. */
  isProperty: boolean;
  class: ClassSyntax | undefined;
  /** Values of a parameter, if the form of the call shows them: `list.map((one) => ...)`. */
  readonly given: Map<number, Source>;
}

export interface ClassSyntax {
  readonly name: string;
  readonly bases: Expression[];
  readonly fields: Map<string, Source[]>;
  readonly methods: Map<string, FunctionSyntax>;
  /** Whether it only declares members, so that objects of other classes may be of this type. */
  isInterface: boolean;
  readonly module: Module;
}

export type Language = "python" | "javascript" | "go";

/** A file, as far as the scan reads it. */
export interface Module {
  readonly file: string;
  readonly language: Language;
  readonly text: string;
  readonly scope: Scope;
  /** By name; `default` for the default export. */
  readonly exports: Map<string, Source>;
  /** Modules whose exports are all exported. */
  readonly exportStars: string[];
  /** Everything that is read, called or imported in the file, in the order of its text. */
  readonly members: MemberExpression[];
  readonly indexes: IndexExpression[];
  readonly calls: CallExpression[];
  readonly imports: { readonly specifier: string; readonly at: number }[];
  /** Members that are read by destructuring. */
  readonly taken: { readonly of: Source; readonly name: string; readonly at: number }[];
}
