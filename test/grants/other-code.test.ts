import { grantsOfStack } from "../../lib/grants/grants-of-stack";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { TrustPolicy } from "../../lib";

function grants(resource: object): ReturnType<typeof grantsOfStack> {
  return grantsOfStack({ ...stackOf("shop", "shop", { resource }), warnings: [] });
}

it("reads policies and roles of other code, also under the old names of their arguments", () => {
  const document = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }] });
  const principals = grants({
    alicloud_ram_policy: { P: { name: "old", document } },
    alicloud_ram_user_policy_attachment: { A: { user_name: "u", policy_name: "old", policy_type: "Custom" } },
    alicloud_ram_role: { R: { name: "r", document: TrustPolicy.forServices("fc.aliyuncs.com").toText() } },
  }).flatMap((model) => model.principals);
  const [user, role] = ["u", "r"].map((name) => principals.find(({ principal }) => principal.name === name));
  expect(user?.account.map(({ name, document: read }) => [name, read?.toText()])).toEqual([["old", document]]);
  expect(role?.trust?.statements.map((statement) => statement.principals)).toEqual([{ Service: ["fc.aliyuncs.com"] }]);
});

it("says which document cannot be read", () => {
  expect(() => grants({ alicloud_ram_policy: { P: { policy_name: "p", policy_document: "{" } } })).toThrow(
    /^RAM501 shop: alicloud_ram_policy\.P\.policy_document: RAM101/,
  );
});
