import path from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import ts from "typescript";
import { providerBlocks, providerSettings } from "../../lib/emulator-link";

const place = { address: "127.0.0.1:4566", accountId: "42", accessKeyId: "emulator-k" };
const [typescript = "", hcl = "", override = ""] = providerBlocks(place)
  .split("\n\n// ")
  .flatMap((part) => part.split("\n\n# "))
  .map((part) => part.slice(part.indexOf("\n") + 1));

it("gives all three forms, each under its name", () => {
  expect(providerBlocks(place).match(/^(\/\/|#) .*$/gm)).toEqual([
    "// TypeScript, for a stack's constructor",
    "# HCL",
    "// provider_override.tf.json, beside a stack's cdk.tf.json or .tf files",
  ]);
});

it("the override file says what the bindings write, but for the region", () => {
  const stack = new TerraformStack(new App(), "s");
  new AlicloudProvider(stack, "alicloud", { ...providerSettings(place) });
  const { provider } = JSON.parse(Testing.synth(stack)) as { provider: unknown };
  expect(JSON.parse(override)).toEqual({ provider });
});

it("the TypeScript block compiles", () => {
  const file = path.join(__dirname, "block.ts");
  const code = `import { TerraformStack } from "cdktf";
    import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
    import type { Construct } from "constructs";
    export class Stack extends TerraformStack {
      constructor(scope: Construct, name: string) {
        super(scope, name);
        ${typescript}
      }
    }`;
  const root = path.join(__dirname, "..", "..");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (name) => ts.sys.readFile(name)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  host.readFile = (name) => (name === file ? code : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  const problems = ts.getPreEmitDiagnostics(ts.createProgram([file], { ...options, noEmit: true }, host));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
}, 60_000);

it("the HCL block is as terraform fmt writes it", () => {
  expect(hcl).toBe(`provider "alicloud" {
  region                 = "cn-hangzhou"
  access_key             = "emulator-k"
  secret_key             = "emulator"
  security_token         = ""
  profile                = ""
  account_id             = "42"
  account_type           = "Domestic"
  protocol               = "HTTP"
  skip_region_validation = true

  endpoints {
    ram             = "127.0.0.1:4566"
    resourcemanager = "127.0.0.1:4566"
    sts             = "127.0.0.1:4566"
    ims             = "127.0.0.1:4566"
    location        = "127.0.0.1:4566"
  }
}`);
});
