import { allow, knownActions, leastPrivilege, permissionsFor, unchecked } from "cdktf-alicloud-agentrun/catalog";
import { PolicyStatement, validate } from "cdktf-alicloud-agentrun/policy";

import { idsThrownBy, untyped } from "../policy/support";

it("what is unchecked in one place is checked in every other", () => {
  expect(allow({ actions: unchecked("agentrun:Get*"), resources: "*" }).actions).toEqual(["agentrun:Get*"]);
  const { document } = leastPrivilege({ actions: ["agentrun:Get*"] });
  const granted = document.statements.flatMap(({ actions }) => actions);
  expect(granted).toContain("agentrun:GetTool");
  for (const secret of ["agentrun:Get*", "agentrun:GetCredential", "agentrun:GetAccessToken"]) {
    expect(granted).not.toContain(secret);
  }
  unchecked("agentrun:GetTol");
  expect(idsThrownBy(() => allow({ actions: untyped("agentrun:GetTol"), resources: "*" }))).toEqual(["RAM623"]);
  expect(idsThrownBy(() => leastPrivilege({ actions: [untyped("agentrun:GetTol")] }))).toEqual(["RAM623"]);
});

it("an unchecked action is RAM's own text wherever it ends up, once or twice marked", () => {
  const action = unchecked(unchecked("agentrun:GetIMBot"));
  for (const statement of [
    allow({ actions: [action, "agentrun:GetTool"], resources: "*" }),
    ...leastPrivilege({ actions: [action] }).document.statements,
    ...permissionsFor([action]).statements,
  ]) {
    expect(statement.actions).toContain("agentrun:GetIMBot");
  }
});

it("an unchecked action is no action elsewhere, and says so", () => {
  const statement = () => PolicyStatement.allow({ actions: unchecked("agentrun:GetIMBot"), resources: "*" });
  expect(idsThrownBy(statement)).toEqual(["RAM116"]);
});

it("nobody is warned of an action that someone said exists; of one that looks like it they are", () => {
  const warned = (action: string) =>
    validate({ Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }, "identity", {
      knowledge: knownActions,
    }).findings.map(({ id }) => id);
  expect(warned("agentrun:NewThing")).toEqual(["RAM710"]);
  unchecked("agentrun:NewThing");
  unchecked("agentrun:Other*");
  expect(warned("agentrun:newthing")).toEqual([]);
  expect(warned("agentrun:NewThings")).toEqual(["RAM710"]);
  expect(warned("agentrun:OtherThing")).toEqual(["RAM710"]);
});
