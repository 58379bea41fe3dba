/** A `new Class(scope, "id"` in a source. */
export interface Creation {
  readonly id: string;
  readonly className: string;
  /** Where `new` is, and the length of the expression. */
  readonly offset: number;
  readonly length: number;
  /** The innermost class around it; `undefined` outside of classes. */
  readonly within: ClassBody | undefined;
}

/** A class that a source declares. */
export interface ClassBody {
  readonly name: string;
  /** The class that it extends, as written; empty for none. */
  readonly base: string;
  readonly start: number;
  readonly end: number;
}

/** What a source creates with a literal id, and the classes that it declares. */
export interface SourceOutline {
  readonly creations: readonly Creation[];
  readonly classes: readonly ClassBody[];
}

// Lengths are limited, so that no source takes long to read.
const creation =
  /\bnew\s+([A-Za-z_$][\w$.]*)\s*(?:<[^()]{0,300}?>)?\s*\(\s*(?:[^,()"'`]|\([^()]{0,300}\)){1,300},\s*(["'`])([^"'`\\$\n]*)\2/g;
const declaration = /\bclass\s+([A-Za-z_$][\w$]*)\s*(?:<[^{]{0,300}?>)?\s*(?:extends\s+([\w$.]+))?[^{]{0,500}\{/g;

/** Reads the outline of TypeScript from its text: nothing is compiled or run. */
export function outlineOf(text: string): SourceOutline {
  const { code, bare } = withoutComments(text);
  const classes = Array.from(bare.matchAll(declaration), ({ 0: head, 1: name = "", 2: base = "", index }) => ({
    name,
    base,
    start: index,
    end: endOfBlock(bare, index + head.length),
  }));
  const creations = Array.from(code.matchAll(creation), ({ 0: whole, 1: className = "", 3: id = "", index }) => ({
    id,
    className: className.split(".").at(-1) ?? className,
    offset: index,
    length: whole.length,
    within: classes.filter(({ start, end }) => start < index && index < end).at(-1),
  })).filter(({ offset }) => bare.startsWith("new", offset)); // not in a text
  return { creations, classes };
}

function endOfBlock(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

const token =
  /\/\/[^\n]*|\/\*(?:[^]*?\*\/|[^]*)|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\]|\\[^])*(?:`|$)/g;

/** The text with comments blanked, and with the contents of texts blanked too. Offsets stay the same. */
function withoutComments(text: string): { readonly code: string; readonly bare: string } {
  const blank = (part: string): string => part.replace(/[^\n]/g, " ");
  const isComment = (part: string): boolean => part.startsWith("/");
  return {
    code: text.replace(token, (part) => (isComment(part) ? blank(part) : part)),
    bare: text.replace(token, blank),
  };
}
