import { App, TerraformStack, Testing } from "cdktf";
import { PolicyError, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";

const names = ["AGENTRUN_RAM_EMULATOR", "AGENTRUN_RAM_EMULATOR_ACCOUNT", "AGENTRUN_RAM_EMULATOR_ACCESS_KEY"] as const;
const shell = { ALICLOUD_ACCESS_KEY: "LTAI-real", ALICLOUD_SECRET_KEY: "real", ALICLOUD_SECURITY_TOKEN: "real" };
const before = { ...process.env };

beforeEach(() => {
  for (const name of names) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, shell);
});
afterAll(() => {
  process.env = before;
});

function setVariables(address?: string, account?: string, accessKey?: string): void {
  for (const [index, value] of [address, account, accessKey].entries()) {
    if (value !== undefined) process.env[names[index]!] = value;
  }
}

it("is empty where no emulator is named", () => {
  expect(providerConfigFromEnvironment()).toEqual({});
});

it("leads a stack to the emulator, and takes nothing along from the shell", () => {
  setVariables("127.0.0.1:4566");
  const stack = new TerraformStack(new App(), "s");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
  const address = "127.0.0.1:4566";
  expect((JSON.parse(Testing.synth(stack)) as { provider: unknown }).provider).toEqual({
    alicloud: [
      {
        region: "cn-hangzhou",
        access_key: "emulator-root",
        secret_key: "emulator",
        security_token: "",
        profile: "",
        account_id: "1234567890123456",
        account_type: "Domestic",
        protocol: "HTTP",
        skip_region_validation: true,
        endpoints: [{ ram: address, resourcemanager: address, sts: address, ims: address, location: address }],
      },
    ],
  });
});

it("takes another account and another key of the emulator", () => {
  setVariables("emulator.test:80", "42", "emulator-0123456789abcdef");
  expect(providerConfigFromEnvironment()).toMatchObject({
    accountId: "42",
    accessKey: "emulator-0123456789abcdef",
    endpoints: [{ ram: "emulator.test:80" }],
  });
});

const [address, account, accessKey] = names;

it.each<readonly [string, readonly [string?, string?, string?], readonly string[]]>([
  ["no address", [""], [address]],
  ["an address without port", ["127.0.0.1"], [address]],
  ["an address with a scheme", ["http://127.0.0.1:4566"], [address]],
  ["an address with a path", ["127.0.0.1:4566/"], [address]],
  ["port 0, which means any", ["127.0.0.1:0"], [address]],
  ["a port that is none", ["127.0.0.1:65536"], [address]],
  ["text that Terraform would read", ["${var.host}:1"], [address]],
  ["white space", ["127.0.0.1:4566 "], [address]],
  ["an account that is none", ["h:1", "me"], [account]],
  ["a key of a real account", ["h:1", undefined, "LTAI5tExample"], [accessKey]],
  ["an account, but no emulator", [undefined, "42"], [account]],
  ["a key, but no emulator", [undefined, undefined, "emulator-root"], [accessKey]],
  ["all of it wrong", ["", "", ""], [address, account, accessKey]],
])("refuses %s", (_, values, paths) => {
  setVariables(...values);
  let problems: PolicyError["problems"] = [];
  try {
    providerConfigFromEnvironment();
  } catch (error) {
    if (error instanceof PolicyError) ({ problems } = error);
  }
  expect(problems.map(({ id, path }) => [id, path])).toEqual(paths.map((path) => ["RAM324", path]));
});
