import { summarize, summaryMatrixText } from "../../../lib/review/summary";
import { everything, model, policy, principal } from "./models";

it("prints the matrix for a terminal", () => {
  expect(summaryMatrixText(summarize([everything()]))).toMatchSnapshot();
});

it("spells out what would command a terminal or mislead a reader", () => {
  const text = summaryMatrixText(
    summarize([
      model([principal("role", "a\u001b[2Jb", [policy("x\nroot\u202ey", {})])], {
        stack: "s\u200bt",
        unattached: [policy("p\u009b", {})],
      }),
    ]),
  );
  expect(text).toContain("role a\\u001b[2Jb");
  expect(text).toContain("policy x\\u000aroot\\u202ey");
  expect(text).toMatch(/^s\\u200bt\n/);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
});
