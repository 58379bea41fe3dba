import type { Cursor } from "./cursor";
import { readHeredocHead } from "./heredoc";
import type { BinaryOperator, Node, ObjectNode, StepNode } from "./syntax";
import { type SequenceReader, readTemplate } from "./template-parser";

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** Lowest first. Operators of one row have the same precedence. */
const binaryOperators: readonly RegExp[] = [/\|\|/y, /&&/y, /[=!]=/y, /[<>]=?/y, /[+-]/y, /[*/%]/y];

/** A recursive-descent parser of HCL's native expressions. Its methods throw SyntaxFailure. */
export class ExpressionParser implements SequenceReader {
  /** Whether line breaks are white space here; within the braces of an object they end an item. */
  private overLines = true;

  public constructor(private readonly cursor: Cursor) {}

  public wholeExpression(): Node {
    const node = this.expression();
    this.skip();
    return this.cursor.atEnd ? node : this.cursor.fail("expected the end of the expression");
  }

  public wholeTemplate(): Node {
    const parts = readTemplate(this.cursor, { kind: "file" }, this);
    return { kind: "template", form: "bare", parts, start: 0, end: this.cursor.source.length };
  }

  /** An expression in a sequence of a template, in which line breaks are white space. */
  public expression(): Node {
    return this.across(true, () => this.conditional());
  }

  public forHead(): { key: string | undefined; item: string; collection: Node } {
    return this.across(true, () => {
      const first = this.name("after for");
      const second = this.punctuation(",") ? this.name("after the comma") : undefined;
      if (this.word() !== "in") this.cursor.fail("expected in");
      const collection = this.conditional();
      return { key: second === undefined ? undefined : first, item: second ?? first, collection };
    });
  }

  private conditional(): Node {
    return this.cursor.nested(() => {
      this.skip();
      const condition = this.binary(0);
      if (!this.punctuation("?")) return condition;
      const then = this.conditional();
      if (!this.punctuation(":")) this.cursor.fail("expected : of the conditional");
      const otherwise = this.conditional();
      return { kind: "conditional", condition, then, otherwise, start: condition.start, end: otherwise.end };
    });
  }

  private binary(level: number): Node {
    const pattern = binaryOperators[level];
    if (pattern === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let count = 0; ; count += 1) {
      const before = this.cursor.offset;
      this.skip();
      const operator = this.cursor.takeText(pattern);
      if (operator === undefined) {
        this.cursor.offset = before;
        return left;
      }
      if (count > mostOperators) this.cursor.fail(`more than ${mostOperators} operators in a row`);
      this.skip();
      const right = this.binary(level + 1);
      const kind = operator as BinaryOperator; // the patterns match operators only
      left = { kind: "binary", operator: kind, left, right, start: left.start, end: right.end };
    }
  }

  private unary(): Node {
    return this.cursor.nested(() => {
      this.skip();
      const start = this.cursor.offset;
      const operator = this.cursor.takeText(/[-!]/y);
      if (operator !== "-" && operator !== "!") return this.withSteps();
      const operand = this.unary();
      return { kind: "unary", operator, operand, start, end: operand.end };
    });
  }

  private withSteps(): Node {
    const term = this.term();
    const steps = this.steps();
    const end = steps.at(-1)?.end;
    if (end === undefined) return term;
    return term.kind === "reference"
      ? { ...term, steps, end }
      : { kind: "traversal", of: term, steps, start: term.start, end };
  }

  private steps(): readonly StepNode[] {
    const steps: StepNode[] = [];
    for (;;) {
      const before = this.cursor.offset;
      this.skip();
      const start = this.cursor.offset;
      if (this.cursor.startsWith("...") || !/[.[]/.test(this.cursor.source.charAt(start))) {
        this.cursor.offset = before;
        return steps;
      }
      if (this.cursor.take(".")) {
        this.skip();
        if (this.cursor.take("*")) {
          const each = this.attributeSteps();
          steps.push({ kind: "splat", each, start, end: this.cursor.offset });
        } else {
          steps.push(this.attribute(start));
        }
        continue;
      }
      this.cursor.take("[");
      const inner = this.across(true, () => {
        this.skip();
        if (!this.cursor.take("*")) {
          const key = this.conditional();
          this.close("]");
          return key;
        }
        this.close("]");
        return undefined;
      });
      if (inner !== undefined) steps.push({ kind: "index", key: inner, start, end: this.cursor.offset });
      else {
        const each = this.cursor.nested(() => this.steps());
        return [...steps, { kind: "splat", each, start, end: each.at(-1)?.end ?? this.cursor.offset }];
      }
    }
  }

  /** The steps after `.*`, which are names and numbers only. */
  private attributeSteps(): readonly StepNode[] {
    const steps: StepNode[] = [];
    while (this.cursor.match(/\.(?=[\p{ID_Start}_\d])/uy) !== undefined) {
      steps.push(this.attribute(this.cursor.offset - 1));
    }
    return steps;
  }

  /** What is after a dot: a name, or a number in the syntax of Terraform 0.11. */
  private attribute(start: number): StepNode {
    const at = this.cursor.offset;
    const number = this.cursor.takeText(/\d+/y);
    if (number !== undefined) {
      const key: Node = { kind: "literal", value: { number }, start: at, end: this.cursor.offset };
      return { kind: "index", key, start, end: this.cursor.offset };
    }
    const name = this.cursor.takeText(identifier) ?? this.cursor.fail("expected a name after the dot");
    return { kind: "attribute", name, start, end: this.cursor.offset };
  }

  private term(): Node {
    const start = this.cursor.offset;
    const number = this.cursor.takeText(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: { number }, start, end: this.cursor.offset };
    if (this.cursor.take('"')) {
      const parts = this.across(true, () =>
        this.cursor.nested(() => readTemplate(this.cursor, { kind: "quoted" }, this)),
      );
      return { kind: "template", form: "quoted", parts, start, end: this.cursor.offset };
    }
    const heredoc = readHeredocHead(this.cursor);
    if (heredoc !== undefined) {
      const parts = this.cursor.nested(() => readTemplate(this.cursor, { kind: "heredoc", ...heredoc }, this));
      return { kind: "template", form: "heredoc", parts, start, end: this.cursor.offset };
    }
    if (this.cursor.take("(")) {
      const inner = this.across(true, () => {
        const node = this.conditional();
        this.close(")");
        return node;
      });
      return { kind: "parentheses", inner, start, end: this.cursor.offset };
    }
    if (this.cursor.take("[")) return this.across(true, () => this.tuple(start));
    if (this.cursor.take("{")) return this.braces(start);
    return this.named(start);
  }

  private named(start: number): Node {
    const name = this.cursor.takeText(/[\p{ID_Start}_][\p{ID_Continue}-]*(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)*/uy);
    if (name === undefined) return this.cursor.fail("expected an expression");
    const { offset: end } = this.cursor;
    this.skip();
    if (this.cursor.take("(")) return this.across(true, () => this.call(name, start));
    this.cursor.offset = end;
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true", start, end };
    if (name === "null") return { kind: "literal", value: null, start, end };
    if (name.includes("::")) this.cursor.fail("expected the arguments of a function");
    return { kind: "reference", root: name, steps: [], start, end };
  }

  private call(name: string, start: number): Node {
    const given: Node[] = [];
    let expands = false;
    while (!this.punctuation(")")) {
      if (expands) this.cursor.fail("no argument can follow ...");
      given.push(this.conditional());
      expands = this.punctuation("...");
      if (this.punctuation(",") || this.isNext(")")) continue;
      this.cursor.fail(`expected , or ) in the arguments of ${name}`);
    }
    return { kind: "call", name, arguments: given, expands, start, end: this.cursor.offset };
  }

  private tuple(start: number): Node {
    if (this.beginsFor()) return this.forExpression(start, "]");
    const items: Node[] = [];
    while (!this.punctuation("]")) {
      items.push(this.conditional());
      if (!this.punctuation(",") && !this.isNext("]")) this.cursor.fail("expected , or ] in a list");
    }
    return { kind: "tuple", items, start, end: this.cursor.offset };
  }

  private braces(start: number): Node {
    const isFor = this.across(true, () => this.beginsFor());
    if (isFor) return this.across(true, () => this.forExpression(start, "}"));
    return this.across(false, () => this.cursor.nested(() => this.object(start)));
  }

  private object(start: number): ObjectNode {
    const entries: { key: string | Node; value: Node }[] = [];
    for (;;) {
      this.cursor.skipSpace(true);
      if (this.cursor.take("}")) return { kind: "object", entries, start, end: this.cursor.offset };
      const bare = this.cursor.match(/([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*(?:=(?!=)|:(?!:))/uy)?.[1];
      const key = bare ?? this.conditional();
      if (bare === undefined && !this.punctuation("=") && !this.punctuation(":")) {
        this.cursor.fail("expected = after the key");
      }
      this.skip();
      entries.push({ key, value: this.conditional() });
      this.skip();
      if (this.cursor.take(",") || this.cursor.match(/\r?\n/y) !== undefined || this.cursor.startsWith("}")) continue;
      this.cursor.fail("expected a comma, a line break or } after an item");
    }
  }

  private beginsFor(): boolean {
    this.skip();
    return this.cursor.match(/for(?![\p{ID_Continue}-])/uy) !== undefined;
  }

  private forExpression(start: number, closing: "]" | "}"): Node {
    const head = this.forHead();
    if (!this.punctuation(":")) this.cursor.fail("expected : after the collection");
    const first = this.conditional();
    const second = this.punctuation("=>") ? this.conditional() : undefined;
    if ((closing === "}") !== (second !== undefined)) {
      this.cursor.fail(closing === "}" ? "expected => after the key" : "a list has no keys");
    }
    const groups = this.punctuation("...");
    if (groups && closing === "]") this.cursor.fail("a list has no groups");
    const before = this.cursor.offset;
    const hasCondition = this.word() === "if";
    if (!hasCondition) this.cursor.offset = before;
    const condition = hasCondition ? this.conditional() : undefined;
    this.close(closing);
    return {
      kind: "for",
      ...head,
      resultKey: second === undefined ? undefined : first,
      result: second ?? first,
      condition,
      groups,
      start,
      end: this.cursor.offset,
    };
  }

  private close(closing: string): void {
    this.skip();
    this.cursor.expect(closing, "here");
  }

  private name(where: string): string {
    this.skip();
    return this.cursor.takeText(identifier) ?? this.cursor.fail(`expected a name ${where}`);
  }

  private word(): string | undefined {
    this.skip();
    return this.cursor.takeText(identifier);
  }

  /** Consumes a punctuation mark after white space; nothing otherwise. */
  private punctuation(mark: string): boolean {
    const before = this.cursor.offset;
    this.skip();
    const isFound = this.cursor.take(mark);
    if (!isFound) this.cursor.offset = before;
    return isFound;
  }

  private isNext(mark: string): boolean {
    this.skip();
    return this.cursor.startsWith(mark);
  }

  private skip(): void {
    this.cursor.skipSpace(this.overLines);
  }

  private across<T>(overLines: boolean, read: () => T): T {
    const before = this.overLines;
    this.overLines = overLines;
    try {
      return read();
    } finally {
      this.overLines = before;
    }
  }
}

/** Evaluation recurses into the operands of a chain. */
const mostOperators = 200;
