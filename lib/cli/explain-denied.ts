import { type Explanation, explainDenial, explanationJson, explanationText, principalsOf, readDenial } from "../denied";
import type { PrincipalName, SynthesizedStack } from "../review";
import { parseArguments, readInputText } from "./arguments";
import { choice } from "./choice";
import { type Command, UsageError, exitCodes } from "./command";
import { reading } from "./reading";
import { readStacks } from "./stack-input";

const renderers = { text: explanationText, json: explanationJson } as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Explains a refused call. */
export const explainDeniedCommand: Command = {
  name: "explain-denied",
  usage: `[<file or ->] [--stack <synth output, stack folder or cdk.tf.json> ...] [--principal <user|group|role>:<name>] [--format ${formats.join("|")}]`,
  summary:
    "what a refused call of AgentRun, RAM or another service means (its body, a decoded diagnostic message, or an error text with either), which statement refuses it or is missing, and the construct that grants just that; exit code 1 where no refused call is in it (RAM521), 2 where the stacks do not know who was refused (a deployer that --principal names needs not be in them)",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: "string", multiple: true },
        principal: { type: "string" },
        format: { type: "string" },
      },
    });
    const [file = "-", ...more] = positionals;
    if (more.length > 0) throw new UsageError(`expected one file, found ${positionals.length}`);
    const format = choice("format", formats, values.format ?? "text");
    const principal = values.principal === undefined ? undefined : principalOf(values.principal);
    const stacks = (values.stack ?? []).flatMap((input) => readStacks(input));
    const denial = readDenial(readInputText(file), file === "-" ? "standard input" : file);
    const explanation = reading(() =>
      explainDenial(denial, { stacks, ...(principal === undefined ? {} : { principal }) }),
    );
    output.out(renderers[format](explanation));
    if (stacks.length === 0 || explanation.stacks?.isKnown === true) return exitCodes.ok;
    if (principal !== undefined && isOfDeploying(explanation)) return exitCodes.ok;
    output.err(unknownPrincipal(stacks, explanation.stacks?.principal));
    return exitCodes.found;
  },
};

/** Whoever deploys stacks is in none of them, as a rule: to be told its name is enough. */
function isOfDeploying({ proposals }: Explanation): boolean {
  return proposals.some(({ construct }) => construct === "TerraformDeployerPolicy");
}

function unknownPrincipal(stacks: readonly SynthesizedStack[], principal: PrincipalName | undefined): string {
  const who =
    principal === undefined
      ? "the answer does not name the principal; if it shows an id, ListUsers tells whose it is: give --principal user:<name>"
      : `the stacks know no ${principal.kind} ${principal.name}`;
  return `${who}. In the stacks are: ${principalsOf(stacks).join(", ") || "none"}`;
}

function principalOf(text: string): PrincipalName {
  const [, kind, name] = /^(user|group|role):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || name === undefined) {
    throw new UsageError(`--principal takes user:<name>, group:<name> or role:<name>; found ${text}`);
  }
  return { kind: kind as PrincipalName["kind"], name }; // the pattern has no other
}
