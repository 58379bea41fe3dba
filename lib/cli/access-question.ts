import { unchecked } from "../catalog";
import type { RequestOptions } from "../grants/decide-access";
import type { GrantModel } from "../grants/grant-model";
import { grantsOfSource } from "../review";
import { type Output, UsageError } from "./command";
import { contextOf } from "./context-arguments";
import type { OptionDeclarations } from "./declaration";
import { type InputArguments, aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";

/** Options of the commands that ask what principals of an input may do. */
export const questionOptions = {
  in: { value: "input", about: aboutInput, path: "read", many: true },
  context: { value: "key=value", about: "a condition key of the request, e.g. acs:SourceIp=10.0.0.1", many: true },
  closed: { about: "treat condition keys that the request does not have as absent, not as unknown" },
  "resource-group": { value: "id", about: 'the resource group of the resource, "none" for none; default: any' },
  unchecked: { about: "ask about an action or a resource that the catalog does not have" },
  format: { value: "format", about: "how to print the answer", choices: ["text", "json"], default: "text" },
  ...synthOptions,
} as const satisfies OptionDeclarations;

/** The values of the options above. */
export interface QuestionArguments extends InputArguments {
  readonly in: readonly string[] | undefined;
  readonly context: readonly string[] | undefined;
  readonly closed: boolean;
  readonly "resource-group": string | undefined;
  readonly unchecked: boolean;
}

/** @throws UsageError without an input, InputError for one that cannot be read */
export function modelsOf(options: QuestionArguments, output: Output): readonly GrantModel[] {
  const inputs = options.in ?? [];
  if (inputs.length === 0)
    throw new UsageError("no input", { where: "--in", fix: "name at least one, e.g. --in cdktf.out" });
  const models = reading(() => inputs.flatMap((input) => grantsOfSource(readInput(input, options, output))));
  for (const part of new Set(models.flatMap(notCounted))) output.note(part);
  return models;
}

/** Parts of an input that may change an answer and are not evaluated, as warnings. */
function notCounted({ stack, unknown = [] }: GrantModel): readonly string[] {
  return unknown
    .filter(({ what }) => what === "resource" || what === "module")
    .map(({ what, name, why }) => `warning: the answer does not count ${what} ${name} of ${stack}: ${why}`);
}

export function requestOptionsOf({ context, closed, "resource-group": group }: QuestionArguments): RequestOptions {
  return {
    ...(context === undefined ? {} : { context: contextOf(context) }),
    world: closed ? "closed" : "open",
    ...(group === undefined ? {} : { resourceGroup: group === "none" ? null : group }),
  };
}

/**
 * Asks a question about an action.
 *
 * @throws UsageError for an action or a resource that no request has
 */
export function asking<Answer>(action: string, isUnchecked: boolean, ask: (action: string) => Answer): Answer {
  try {
    return ask(isUnchecked ? unchecked(action) : action);
  } catch (error) {
    // The engine reports an impossible request as a plain Error. Its advice is for programs.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    const [found = "", fix = "name an action such as agentrun:GetTool"] = error.message
      .replace(/unchecked\("[^"]*"\)/g, "--unchecked")
      .split(/: (?=write )/);
    throw new UsageError(found, { where: action, fix });
  }
}
