import { isName } from "../evidence/event-resources";
import { foldCase } from "../policy/letter-case";
import type { CodePlace, CodeUse } from "./code-use";
import type { CodeScan } from "./scan";

/** The names of the resources of a call, or why they do not narrow its action. */
export type NamesOfUse =
  | { readonly names: readonly string[] }
  /** `undefined` if the call itself does not show them. */
  | { readonly why: string | undefined };

/** Variables of ARNs that are names in the code. Runtimes and workspaces have ids there, which ARNs do not take. */
const named: ReadonlySet<string> = new Set(["credentialName", "knowledgeBaseName", "modelServiceName", "toolName"]);

/** Whether code names what a variable of an ARN stands for. */
export function isNamedInCode(variable: string): boolean {
  return named.has(variable);
}

/**
 * Names of resources that are literals in calls. They narrow an action only if every call of it is known and shows its
 * names, because the policy would otherwise lack what another call needs.
 */
export class ResourceNames {
  private readonly reasons = new Map<string, string | undefined>();

  /** @param actionsOf the actions of an operation */
  public constructor(
    private readonly scan: CodeScan,
    private readonly actionsOf: (operation: string) => readonly string[],
  ) {}

  public of(action: string, { names }: CodeUse): NamesOfUse {
    if (!names?.every(isName)) return { why: undefined };
    const why = this.whyNot(action);
    return why === undefined ? { names } : { why };
  }

  /** Why the names of single calls do not narrow an action. */
  private whyNot(action: string): string | undefined {
    if (!this.reasons.has(action)) this.reasons.set(action, this.findReason(action));
    return this.reasons.get(action);
  }

  private findReason(action: string): string | undefined {
    const { uses, unknown, unread, otherLanguages } = this.scan;
    const calls = (operations: readonly string[]): boolean =>
      operations.some((operation) => this.actionsOf(operation).includes(action));
    const silent = uses.find(
      (use) =>
        (calls(use.operations) && use.names?.every(isName) !== true) ||
        use.actions.some((one) => foldCase(one.action) === foldCase(action)) ||
        use.perhaps.some(({ operations }) => calls(operations)),
    );
    if (silent !== undefined) return `${placeIn(silent)} calls it with a name that is not known`;
    const code = action.split(":")[0] ?? "";
    const open = unknown.find(
      ({ kind, codes, operation }) =>
        codes?.includes(code) === true ||
        (operation !== undefined && calls([operation])) ||
        (codes === undefined && operation === undefined && mayCallAnything.has(kind)),
    );
    if (open !== undefined) return `${placeIn(open)} may call it with another name`;
    const [part] = unread;
    if (part !== undefined) return `${placeIn(part)} is not read and may call it with another name`;
    const [language] = [...otherLanguages.keys()];
    return language === undefined ? undefined : `files of ${language} are not read and may call it with another name`;
  }
}

/** Kinds of places that may call any operation. */
const mayCallAnything: ReadonlySet<string> = new Set(["dynamic", "unlisted package", "unknown command", "handed on"]);

function placeIn({ file, line }: CodePlace): string {
  return `${file}:${line}`;
}
