import { type PolicyKind, policyKinds } from "../policy";
import { type Source, readSource } from "../review";
import { standardInput } from "../terraform/standard-input";
import { type SourcePlace, placeText } from "../terraform/places/source-place";
import type { Engine, VariableArgument } from "../terraform/hcl";
import { type Output, wrongValue } from "./command";
import { isCommit } from "../grants/read-source";
import { shownFile } from "./arguments";
import type { OptionDeclarations } from "./declaration";
import { checkPolicySize } from "./read-policy";
import { reading } from "./reading";

/** Help text for the inputs of all commands that read stacks, plans or policies. */
export const aboutInput =
  "cdktf.out, a stack's folder, a cdk.tf.json, a folder of .tf files, a plan or state as JSON, a listing that pull wrote, a policy, a folder of policies, - for standard input, git:<ref>, or git:<ref>:<folder>";

const engines = ["terraform", "opentofu"] as const satisfies readonly Engine[];

/** Options for inputs that are commits or folders of Terraform files. */
export const synthOptions = {
  synth: { value: "command", about: "the command that synthesizes the commit of git:<ref>" },
  "synth-output": { value: "path", about: "the folder that the command writes; default: cdktf.out" },
  "link-modules": { about: "use the working folder's node_modules to synthesize the commit" },
  var: { value: "name=value", about: "a value of a variable of .tf files, as terraform -var", many: true },
  "var-file": { value: "file", about: "values of variables, as terraform -var-file", path: "read", many: true },
  engine: { value: "engine", about: "the program that reads .tf files", choices: engines, default: "terraform" },
} as const satisfies OptionDeclarations;

export interface InputArguments {
  readonly synth?: string | undefined;
  readonly "synth-output"?: string | undefined;
  readonly "link-modules"?: boolean | undefined;
  readonly kind?: PolicyKind | undefined;
  readonly var?: readonly string[] | undefined;
  readonly "var-file"?: readonly string[] | undefined;
  readonly engine?: Engine | undefined;
}

/** @throws InputError RAM501 if the input cannot be read */
export function readInput(
  input: string,
  given: InputArguments,
  { note, step, longStep }: Pick<Output, "note" | "step" | "longStep">,
): Source {
  const { synth, kind, engine = "terraform" } = given;
  const { "synth-output": output, "link-modules": linkModules = false } = given;
  const git = synth === undefined ? undefined : { synth, linkModules, ...(output === undefined ? {} : { output }) };
  const terraform = { variables: variablesOf(given), environment: process.env, engine };
  if (isCommit(input) && synth !== undefined) longStep(() => `synthesizing ${input}: ${synth}`);
  else step(() => `reading ${shownFile(input)}`);
  const source = reading(() =>
    readSource(input, {
      terraform,
      ...(git === undefined ? {} : { git }),
      ...(kind === undefined ? {} : { policyKind: kind }),
    }),
  );
  if (source.kind === "policies") for (const { text, file } of source.policies) checkPolicySize(text, file);
  for (const warning of warningsOf(source)) note(`warning: ${warning}`);
  return source;
}

/** Warnings: what a listing lacks, and what was not read or evaluated in a folder of Terraform files. */
function warningsOf(source: Source): readonly string[] {
  if (source.kind !== "stacks") return [];
  if (source.form === "account") {
    return (source.missing ?? []).map(
      (call) => `the listing lacks a part of the account, which may grant more: ${call}`,
    );
  }
  if (source.form !== "Terraform folder") return [];
  const at = (location: SourcePlace | undefined): string => (location === undefined ? "" : `${placeText(location)}: `);
  return source.stacks.flatMap(({ warnings, unreadModules = [], notKnown = [] }) => [
    ...warnings,
    ...unreadModules.map(({ address, why, location }) => `${at(location)}${address} is not read: ${why}`),
    ...notKnown.map(
      ({ address, argument, reason, location }) => `${at(location)}${address}.${argument} is not known: ${reason}`,
    ),
  ]);
}

/** `-var` and `-var-file`. In Terraform the later one wins. Their order is not known here, so values win over files. */
function variablesOf({ var: values = [], "var-file": files = [] }: InputArguments): readonly VariableArgument[] {
  const named = values.map((text) => {
    const [, name, value = ""] = /^([^=\s]+)=([^]*)$/.exec(text) ?? [];
    if (name === undefined) throw wrongValue("--var", text, "name=value", "write e.g. --var region=cn-hangzhou");
    return { name, text: value };
  });
  if (files.includes(standardInput))
    throw wrongValue("--var-file", standardInput, "a file, as Terraform takes it", "name a file");
  return [...files.map((file) => ({ file })), ...named];
}

export const fileKinds = (Object.keys(policyKinds) as PolicyKind[]).filter((kind) => kind !== "session");
