import path from "node:path";
import { explainDenial, explanationText, readDenial } from "../../lib/denied";
import { readStackFile } from "../../lib/terraform/synthesized-stack";
import { blocks, page, root } from "./pages";

it("the page on deploying shows what explain-denied says of the example", () => {
  const stack = readStackFile("read-only", path.join(root, "test/examples/golden/read-only.tf.json"));
  const body = { accessDeniedDetail: { authAction: "agentrun:ListTemplates", noPermissionType: "ImplicitDeny" } };
  const explanation = explainDenial(readDenial(JSON.stringify(body), "-"), {
    stacks: [stack],
    principal: { kind: "user", name: "dashboard" },
  });
  const [shown] = blocks(page("docs/deploy.md"), "text");
  expect(explanationText(explanation)).toContain(shown?.code);
});
