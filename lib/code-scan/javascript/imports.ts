/** A name that an import gives, or an import for its effects. */
export interface ImportedName {
  readonly specifier: string;
  /** `undefined` for the whole module. */
  readonly name: string | undefined;
  readonly as: string | undefined;
  readonly at: number;
}

const declaration =
  /^import\s+(?:type\s+(?=[\w$*{]+[^]*\bfrom\b))?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?\s*(?:from\s*)?(["'])([^"'\n]+)\4/;

const assignment = /^import\s+([\w$]+)\s*=\s*require\s*\(\s*(["'])([^"'\n]+)\2\s*\)/;

/**
 * The names of an import, read from its text: the grammar refuses `import A, * as B from "c"` and
 * `import a = require("b")`.
 */
export function importsIn(text: string, from: number, to: number): readonly ImportedName[] {
  const written = text.slice(from, Math.max(to, Math.min(text.length, from + 400)));
  const [, required, , path] = assignment.exec(written) ?? [];
  if (required !== undefined && path !== undefined)
    return [{ specifier: path, name: undefined, as: required, at: from }];
  const [, byDefault, whole, group, , specifier] = declaration.exec(withoutComments(text.slice(from, to))) ?? [];
  if (specifier === undefined) {
    const [, , alone] = /^import\s*(["'])([^"'\n]+)\1/.exec(text.slice(from, to)) ?? [];
    return alone === undefined ? [] : [{ specifier: alone, name: undefined, as: undefined, at: from }];
  }
  return [
    ...(byDefault === undefined ? [] : [{ specifier, name: "default", as: byDefault, at: from }]),
    ...(whole === undefined ? [] : [{ specifier, name: undefined, as: whole, at: from }]),
    ...(group ?? "").split(",").flatMap((part): readonly ImportedName[] => {
      const [, name, as = name] = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part) ?? [];
      return name === undefined ? [] : [{ specifier, name, as, at: from }];
    }),
    ...(byDefault === undefined && whole === undefined && group === undefined
      ? [{ specifier, name: undefined, as: undefined, at: from }]
      : []),
  ];
}

/** Whether an import is read from its text although its tree has errors. */
export function isReadableImport(text: string, from: number, to: number): boolean {
  return importsIn(text, from, to).length > 0;
}

/** The same text, with comments as spaces. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, " "));
}
