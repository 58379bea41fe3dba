import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";

/** The `cdk.tf.json` of every stack of an app, by the stack's name: what `cdktf synth` writes, validations included. */
export function synthesize(build: (app: App) => void): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-synth-"));
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    const stacks = path.join(outdir, "stacks");
    return new Map(
      readdirSync(stacks).map((name) => [name, readFileSync(path.join(stacks, name, "cdk.tf.json"), "utf8")]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The `cdk.tf.json` of an app with one stack that has a provider. */
export function synthesizeStack(build: (stack: TerraformStack) => void): string {
  const synthesized = synthesize((app) => {
    const stack = new TerraformStack(app, "stack");
    new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
    build(stack);
  });
  return synthesized.get("stack")!;
}
