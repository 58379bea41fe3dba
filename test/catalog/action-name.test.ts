import { allow, deny, knownActions, leastPrivilege, permissionsFor, unchecked } from "cdktf-alicloud-agentrun/catalog";
import { PolicyDocument, PolicyStatement, minimize, split, validate } from "cdktf-alicloud-agentrun/policy";

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

const action = "agentrun:NewThing";
const pattern = "agentrun:Other*";

function warned(actions: readonly string[], saidToExist?: readonly string[]): readonly string[] {
  return validate({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }, "identity", {
    knowledge: knownActions,
    ...(saidToExist === undefined ? {} : { saidToExist }),
  }).findings.map(({ id, path }) => `${id} ${path}`);
}

it("what exists by word of one author is unknown to everybody else", () => {
  allow({ actions: unchecked(action), resources: "*" });
  leastPrivilege({ actions: [unchecked(action)] });
  expect(warned([action])).toEqual(["RAM710 Statement[0].Action[0]"]);
});

it("a check is told which actions exist, in any letter case, and nothing that only looks like them", () => {
  const said = [action, pattern];
  expect(warned(["agentrun:newthing", pattern], said)).toEqual([]);
  expect(warned(["agentrun:NewThings", "agentrun:OtherThing"], said)).toHaveLength(2);
  expect(idsThrownBy(() => warned([action], untyped(action)))).toEqual(["RAM792"]);
});

const sources: readonly (readonly [string, () => PolicyDocument])[] = [
  ["allow", () => new PolicyDocument([allow({ actions: [unchecked(action), "agentrun:GetTool"], resources: "*" })])],
  ["deny", () => new PolicyDocument([deny({ actions: unchecked(action), resources: "*" })])],
  ["leastPrivilege", () => leastPrivilege({ actions: ["agentrun:GetTool", unchecked(action)] }).document],
  ["permissionsFor", () => new PolicyDocument(permissionsFor(["GetTool", unchecked(action)]).statements)],
];

const other = new PolicyDocument([PolicyStatement.allow({ actions: ["oss:GetObject"], resources: "*" })]);
const changes: Readonly<Record<string, (document: PolicyDocument) => readonly PolicyDocument[]>> = {
  "as it is": (document) => [document],
  minimized: (document) => [minimize(document).document],
  "with wildcards": (document) => [minimize(document, { compact: "catalog", knowledge: knownActions }).document],
  merged: (document) => [PolicyDocument.merge(other, document)],
  "merged with an equal statement that does not say it": (document) => [
    PolicyDocument.merge(PolicyDocument.fromJson(document.toJson()), document),
  ],
  split: (document) => split(document, { limit: 150, maxDocuments: 20 }).map((one) => one.document),
  "with mapped text": (document) => [document.mapText((text) => text)],
  "with a condition": ({ statements }) => [
    new PolicyDocument(statements.map((one) => one.withCondition("Bool", "acs:MFAPresent", "true"))),
  ],
  "with other resources": ({ statements }) => [
    new PolicyDocument(statements.map((one) => one.withResources("acs:agentrun:*:*:tools/x"))),
  ],
  "with one action more": ({ statements }) => [
    new PolicyDocument(statements.map((one) => one.withActions([...one.actions, "oss:GetObject"]))),
  ],
};
const cases = sources.flatMap(([source, make]) =>
  Object.entries(changes).map(([change, apply]) => [source, change, () => apply(make())] as const),
);

it.each(cases)("the word of an author for an action of %s stays in the document %s", (_source, _change, make) => {
  const statements = make().flatMap((document) => document.statements);
  const having = statements.filter(({ actions }) => actions.includes(action));
  expect(having.length).toBeGreaterThan(0);
  for (const { saidToExist } of having) expect(saidToExist).toEqual([action]);
});

it("the word does not outlive the action, and is not part of the JSON", () => {
  const statement = allow({ actions: [unchecked(action), "agentrun:GetTool"], resources: "*" });
  expect(statement.withActions("agentrun:GetTool").saidToExist).toEqual([]);
  expect(PolicyStatement.fromJson(statement.toJson()).saidToExist).toEqual([]);
  expect(statement.toJson()).toEqual(
    PolicyStatement.allow({ actions: [action, "agentrun:GetTool"], resources: "*" }).toJson(),
  );
});
