import { readFileSync } from "node:fs";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { LeastPrivilege } from "../../lib";
import { review } from "../../lib/review";
import { grantsOfStack } from "../../lib/grants/grants-of-stack";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { renderText } from "../../lib/review/render";
import { blocks, page, root } from "./pages";

const name = "least-privilege-by-feature";

/** The example's stack with the change that the page shows. */
function changed(): string {
  const source = readFileSync(path.join(root, `examples/${name}.ts`), "utf8");
  expect(source).toContain('features: { sandboxes: "manage", agents: "view" }');
  const stack = new TerraformStack(Testing.app(), name);
  new LeastPrivilege(stack, "SandboxTeam", {
    features: { sandboxes: "manage", agents: "manage" },
    within: { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456" },
    secrets: { credentials: ["openai"] },
    passRoles: ["AliyunAgentRunDefaultRole"],
    dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
    attachTo: { groups: ["sandbox-team"] },
  });
  new LeastPrivilege(stack, "Callers", {
    features: { invocation: "invoke" },
    conditions: { Bool: { "acs:SecureTransport": "true" }, IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } },
    attachTo: { users: ["shop-backend"] },
  });
  return Testing.synth(stack);
}

function grants(json: string) {
  return grantsOfStack({ ...stackOf(name, name, JSON.parse(json) as Readonly<Record<string, unknown>>), warnings: [] });
}

it("the page on reviews shows what the review says of the example", () => {
  const before = readFileSync(path.join(root, `test/examples/golden/${name}.tf.json`), "utf8");
  const printed = renderText(review(grants(before), grants(changed()))).split("\n\nUnchanged:")[0] ?? "";
  const [shown] = blocks(page("docs/guides/reviewing-pull-requests.md"), "text");
  expect(shown?.code.startsWith(`${printed}\n`)).toBe(true);
});
