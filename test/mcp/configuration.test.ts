/** The configuration that the tools of the server read: for a review, never the one that the change could have written. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { failureText } from "../../lib/cli/failure";
import { mcpConfiguration } from "../../lib/cli/mcp-configuration";
import { safeText } from "../../lib/cli/safe-output";
import { serveMcp } from "../../lib/mcp";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("mcp-configuration");
const policyOf = (action: string) => ({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
});
const stackOf = (action: string) => ({
  resource: {
    alicloud_ram_policy: { p: { policy_name: "p", policy_document: JSON.stringify(policyOf(action)) } },
    alicloud_ram_user_policy_attachment: { p: { policy_name: "p", policy_type: "Custom", user_name: "ann" } },
  },
});
const configuration = {
  severities: { RAM721: "off" },
  acknowledgements: {
    review: [
      { change: "gained", subject: "user ann", items: ["oss:PutObject"], resources: ["*"], reason: "asked for" },
    ],
  },
};

/** A checkout with both sides of a change, and perhaps a configuration. */
function checkout(name: string, config?: object): string {
  mkdirSync(path.join(folder, name, ".git"), { recursive: true });
  file(`${name}/policy.json`, policyOf("ram:CreateRole"));
  file(`${name}/before/cdk.tf.json`, stackOf("oss:GetObject"));
  file(`${name}/after/cdk.tf.json`, stackOf("oss:PutObject"));
  if (config !== undefined) file(`${name}/agentrun-ram.config.json`, config);
  return path.join(folder, name);
}

async function answer(
  root: string,
  { config }: { readonly config?: string },
  name: string,
  args: Readonly<Record<string, unknown>>,
) {
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(root);
  const [own, other] = InMemoryTransport.createLinkedPair();
  const served = serveMcp({
    ...{ root, version: "1.2.3", messageOf: failureText, printable: safeText, transport: other },
    configuration: mcpConfiguration({ config, "no-config": false }),
  });
  const client = new Client({ name: "test", version: "1" });
  try {
    await client.connect(own);
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [{ text }] = content as [{ readonly text: string }]; // every answer of ours is one text
    return { text, isError };
  } finally {
    await client.close();
    await served;
    cwd.mockRestore();
  }
}

const sides = { before: "before", after: "after" };
const outside = file("outside.json", configuration);

it("lint takes the rules, severities and acknowledgements of the working folder", async () => {
  const lint = (root: string) => answer(root, {}, "lint", { inputs: ["policy.json"] });
  expect((await lint(checkout("plain"))).text).toMatch(/RAM721/);
  expect((await lint(checkout("configured", configuration))).text).not.toMatch(/RAM721/);
});

it("review takes no configuration of the tree under review, and says so", async () => {
  const { text } = await answer(checkout("own", configuration), {}, "review", sides);
  expect(text).toMatch(/^Broadened: user ann may now oss:PutObject/);
  expect(text).toMatch(/agentrun-ram\.config\.json does not count: it is in the tree under review/);
});

it("review takes a file of --config that is outside of the tree under review, and names it", async () => {
  const { text } = await answer(checkout("given", configuration), { config: outside }, "review", sides);
  expect(text).not.toMatch(/^Broadened/);
  expect(text).toMatch(/outside\.json/);
});

it.each([
  ["a wrong one", "wrong", { gate: "never" }, {}, /^RAM904 agentrun-ram\.config\.json gate: /],
  ["one of the tree under review", "inside", configuration, { config: "agentrun-ram.config.json" }, /^RAM905 /],
] as const)("%s is an error of the call", async (_, name, config, options, message) => {
  const root = checkout(name, config);
  const given = "config" in options ? { config: path.join(root, options.config) } : {};
  const tool = name === "wrong" ? "lint" : "review";
  const { text, isError } = await answer(root, given, tool, tool === "lint" ? { inputs: ["policy.json"] } : sides);
  expect([isError, text]).toEqual([true, expect.stringMatching(message)]);
});
