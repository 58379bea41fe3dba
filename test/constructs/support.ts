import { App, TerraformStack, Testing } from "cdktf";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";

/** Terraform JSON of a resource: its type, its logical id, its arguments. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** What a test looks at of a synthesized stack. */
export interface Synthesized {
  readonly resource?: Resources;
  readonly data?: Resources;
  readonly import?: readonly { readonly to: string; readonly id: string; readonly provider?: string }[];
  readonly provider: unknown;
  readonly terraform: { readonly required_providers: unknown };
}

/** A new stack named `test` in an app of its own, with a provider. */
export function newStack(app: App = Testing.app()): TerraformStack {
  const stack = new TerraformStack(app, "test");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  return stack;
}

/** Synthesizes a stack, validations included. */
export function synth(build: (stack: TerraformStack) => void): Synthesized {
  const stack = newStack();
  build(stack);
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** Only what constructs make, without the framework's metadata: what snapshots hold. */
export function resourcesOf(build: (stack: TerraformStack) => void): Pick<Synthesized, "resource" | "import" | "data"> {
  const synthesized = synth(build);
  return dropMetadata({
    ...(synthesized.data === undefined ? {} : { data: synthesized.data }),
    ...(synthesized.import === undefined ? {} : { import: synthesized.import }),
    resource: synthesized.resource ?? {},
  });
}

function dropMetadata<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "//" ? undefined : inner))) as T;
}

/** The arguments of the only resource of a type. */
export function only(resources: Resources, type: string): Readonly<Record<string, unknown>> {
  const found = Object.values(resources[type] ?? {});
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** A problem as synth reports it: the construct's path and the stable id, and the text. */
export interface Reported {
  readonly construct: string;
  readonly id: string;
  readonly text: string;
}

/** Everything that synth reports as wrong with a stack, in its order. Empty where synth passes. */
export function problemsOf(build: (stack: TerraformStack) => void): readonly Reported[] {
  const stack = newStack();
  build(stack);
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    const lines = (error as Error).message.split("\n").map((line) => line.trim());
    return lines.flatMap((line) => {
      const match = /^\[(?<construct>[^\]]*)\] (?<id>[A-Z]{3}\d{3}):? (?<text>.*)$/.exec(line);
      return match === null ? [] : [match.groups as unknown as Reported];
    });
  }
}

/** Ids of the problems that synth reports, each with the path of its construct. */
export function problemIdsOf(build: (stack: TerraformStack) => void): readonly string[] {
  return problemsOf(build).map(({ construct, id }) => `${id} ${construct}`);
}

/** Ids of the warnings in a stack, each with the path of its construct. */
export function warningIdsOf(build: (stack: TerraformStack) => void): readonly string[] {
  const stack = newStack();
  build(stack);
  try {
    Testing.synth(stack, true); // some warnings are about the whole tree, which is complete now only
  } catch {
    // Problems are for problemsOf to look at.
  }
  return stack.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === "@cdktf/warn")
        .map(({ data }) => `${String(data).slice(0, 6)} ${construct.node.path}`),
    );
}
