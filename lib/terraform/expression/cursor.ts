import { type Position, positionAt } from "./syntax";

/** A syntax error in an expression or a template. */
export interface SyntaxProblem {
  readonly message: string;
  readonly position: Position;
}

/** Thrown within the parser only; its entry functions return the problem. */
export class SyntaxFailure extends Error {
  public override readonly name = "SyntaxFailure";

  public constructor(public readonly problem: SyntaxProblem) {
    super(problem.message);
  }
}

/** Deeper nesting is refused, so that no input exhausts the stack of parser or evaluator. */
const deepest = 200;

/** A place in the source of an expression. */
export class Cursor {
  public offset = 0;
  private depth = 0;

  public constructor(public readonly source: string) {}

  public get atEnd(): boolean {
    return this.offset >= this.source.length;
  }

  public startsWith(text: string): boolean {
    return this.source.startsWith(text, this.offset);
  }

  /** Consumes `text` if it is next. */
  public take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.offset += text.length;
    return true;
  }

  /** Consumes what a sticky pattern matches here. */
  public match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.source) ?? undefined;
    if (found !== undefined) this.offset += found[0].length;
    return found;
  }

  /** Consumes what a sticky pattern matches here, and returns its text. */
  public takeText(pattern: RegExp): string | undefined {
    return this.match(pattern)?.[0];
  }

  public expect(text: string, where: string): void {
    if (!this.take(text)) this.fail(`expected ${text} ${where}`);
  }

  /** @throws SyntaxFailure */
  public fail(message: string, offset = this.offset): never {
    throw new SyntaxFailure({ message, position: positionAt(this.source, offset) });
  }

  /** Reads something that can contain itself. */
  public nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > deepest) this.fail(`nested more than ${deepest} levels deep`);
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }

  /** Skips white space and comments. A line break ends an item of an object, so it is skipped only on demand. */
  public skipSpace(overLines: boolean): void {
    const pattern = overLines ? spaceOverLines : spaceInLine;
    while (this.match(pattern) !== undefined);
  }
}

const spaceInLine = /[ \t]+|\r(?!\n)|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\//y;
const spaceOverLines = /\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\//y;
