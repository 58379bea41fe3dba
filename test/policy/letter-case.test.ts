import { evaluate, PolicyDocument } from "../../lib/policy";
import { foldCase, isSameName } from "../../lib/policy/letter-case";

it.each([
  ["AbC-1", "abc-1"],
  ["\u212A", "\u212A"],
  ["\u0130X", "\u0130x"],
  ["ÄÖ", "ÄÖ"],
])("%j is compared as %j", (text, folded) => {
  expect(foldCase(text)).toBe(folded);
  expect(isSameName(text, folded)).toBe(true);
});

it("a letter that only Unicode takes for one of ASCII is another letter, in names and actions", () => {
  expect(isSameName("\u212Aim", "kim")).toBe(false);
  const policy = PolicyDocument.fromJson({
    Version: "1",
    Statement: [{ Effect: "Deny", Action: "ram:GetRole", Resource: "acs:ram:*:*:role/kim" }],
  });
  const decisions = ["KIM", "\u212Aim"].map(
    (name) =>
      evaluate({ policies: [policy], request: { action: "ram:getrole", resource: `acs:ram::1:role/${name}` } })
        .decision,
  );
  expect(decisions).toEqual(["ExplicitDeny", "ImplicitDeny"]);
});
