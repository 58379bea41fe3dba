import path from "node:path";
import { explainDenial, explanationText, readDenial } from "../../lib/denied";
import { readSource, stacksOf } from "../../lib/review";
import { blocks, page, root } from "./pages";

it("the page on deploying shows what explain-denied says of the example", () => {
  const stacks = stacksOf(readSource(path.join(root, "test/examples/golden/read-only.tf.json")));
  const body = { accessDeniedDetail: { authAction: "agentrun:ListTemplates", noPermissionType: "ImplicitDeny" } };
  const explanation = explainDenial(readDenial(JSON.stringify(body), "-"), {
    stacks,
    principal: { kind: "user", name: "dashboard" },
  });
  const [shown] = blocks(page("docs/deploy.md"), "text");
  expect(explanationText(explanation)).toContain(shown?.code);
});
