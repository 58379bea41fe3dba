/** A word of a command line. */
export interface ShellWord {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly at: number;
  /** Whether a part of it is known only when the command runs. */
  readonly isOpen: boolean;
}

/** The words of one command. */
export type ShellCommand = readonly ShellWord[];

/** Maximum nesting depth of substitutions. */
const deepest = 20;

/**
 * The commands of a shell script, also those in substitutions and after `&&`. Comments and the texts of here-documents are
 * not commands.
 */
export function shellCommands(text: string, from = 0, to = text.length): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  new ShellReader(text, to, found, 0).read(from);
  return found;
}

class ShellReader {
  private words: ShellWord[] = [];
  private word: { text: string; at: number; isOpen: boolean } | undefined;
  /** Ends of here-documents that begin after the line. */
  private ends: string[] = [];

  public constructor(
    private readonly text: string,
    private readonly to: number,
    private readonly found: ShellCommand[],
    private readonly depth: number,
  ) {}

  /** Reads up to the end, or to the closing character of a substitution; returns the offset after it. */
  public read(from: number, closing?: ")" | "`"): number {
    let at = from;
    while (at < this.to) {
      const character = this.text[at] ?? "";
      if (character === closing) break;
      at = this.step(character, at);
    }
    this.endCommand();
    return at + 1;
  }

  private step(character: string, at: number): number {
    switch (character) {
      case "\\":
        if (this.text[at + 1] === "\n") return at + 2;
        this.add(this.text[at + 1] ?? "", at);
        return at + 2;
      case "'": {
        const end = this.endOf("'", at + 1);
        this.add(this.text.slice(at + 1, end), at);
        return end + 1;
      }
      case '"':
        return this.quoted(at);
      case "$":
        return this.expansion(at);
      case "`":
        return this.substitution(at + 1, "`", at);
      case "#":
        if (this.word !== undefined) break;
        return this.endOf("\n", at);
      case "\n":
        this.endCommand();
        return this.afterHereDocuments(at + 1);
      case " ":
      case "\t":
      case "\r":
        this.endWord();
        return at + 1;
      case ";":
      case "|":
      case "&":
      case "(":
      case ")":
        this.endCommand();
        return at + 1;
      case "<":
      case ">":
        return this.redirection(at);
    }
    this.add(character, at);
    return at + 1;
  }

  private endOf(character: string, from: number): number {
    const end = this.text.indexOf(character, from);
    return end < 0 || end > this.to ? this.to : end;
  }

  private add(text: string, at: number, isOpen = false): void {
    this.word ??= { text: "", at, isOpen: false };
    this.word.text += text;
    if (isOpen) this.word.isOpen = true;
  }

  private endWord(): void {
    if (this.word !== undefined) this.words.push(this.word);
    this.word = undefined;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.found.push(this.words);
    this.words = [];
  }

  private quoted(from: number): number {
    this.add("", from);
    let at = from + 1;
    while (at < this.to && this.text[at] !== '"') {
      const character = this.text[at] ?? "";
      if (character === "$") at = this.expansion(at);
      else if (character === "`") at = this.substitution(at + 1, "`", at);
      else if (character === "\\") {
        this.add(this.text[at + 1] ?? "", at);
        at += 2;
      } else {
        this.add(character, at);
        at += 1;
      }
    }
    return at + 1;
  }

  /** `$name`, `${...}`, `$(...)`, and `${{ ... }}` of workflows. */
  private expansion(at: number): number {
    const rest = this.text.slice(at, Math.min(this.to, at + 300));
    const [whole = "$"] = /^\$(\{\{[^}]*\}\}|\{[^}]*\}|\w+|[@*#?!$-])/.exec(rest) ?? [];
    if (rest.startsWith("$((")) {
      this.add("$", at, true);
      return Math.min(this.to, this.endOf("))", at) + 2);
    }
    if (rest.startsWith("$(")) return this.substitution(at + 2, ")", at);
    this.add(whole === "$" ? "$" : "", at, whole !== "$");
    return at + whole.length;
  }

  private substitution(from: number, closing: ")" | "`", at: number): number {
    this.add("", at, true);
    if (this.depth >= deepest) return this.endOf(closing, from) + 1;
    return new ShellReader(this.text, this.to, this.found, this.depth + 1).read(from, closing);
  }

  private redirection(at: number): number {
    const [here, dash, , end] = /^<<(-?)\s*(["']?)([\w.-]+)\2/.exec(this.text.slice(at, at + 120)) ?? [];
    if (here !== undefined && end !== undefined && dash !== undefined) {
      this.ends.push(end);
      return at + here.length;
    }
    this.endWord();
    const [sign = ">"] = /^[<>]+&?\d?/.exec(this.text.slice(at, at + 8)) ?? [];
    return at + sign.length;
  }

  /** The lines of here-documents are not commands. */
  private afterHereDocuments(from: number): number {
    let at = from;
    for (const end of this.ends.splice(0)) {
      while (at < this.to) {
        const lineEnd = this.endOf("\n", at);
        const line = this.text.slice(at, lineEnd).trim();
        at = lineEnd + 1;
        if (line === end) break;
      }
    }
    return Math.min(at, this.to);
  }
}
