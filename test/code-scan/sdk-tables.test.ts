/** Symbol tables: every operation exists, and names of methods are those of the published packages. */
import { catalogAction } from "cdktf-alicloud-agentrun/catalog";
import sdkOperations from "../../lib/catalog/data/sdk-operations/agentrun.json";
import { commandTables } from "../../lib/code-scan/deployment/command-tables";
import { symbolTables } from "../../lib/code-scan/sdk/agentrun-sdk";
import { clientTable, methodName } from "../../lib/code-scan/sdk/generated-clients";
import { sdkPackage } from "../../lib/code-scan/sdk/packages";

const operations = new Map(clientTable().clients.map(({ code, operations: all }) => [code, new Set(all)]));

it("has the operations of AgentRun that the catalog has from the SDKs", () => {
  expect([...operations.get("agentrun")!].sort()).toEqual([...sdkOperations.operations].sort());
});

it.each(["python", "javascript"] as const)("names in %s only operations that clients have, or actions", (language) => {
  const { classes, functions } = symbolTables[language]();
  const facts = [...Object.values(classes).flatMap((one) => Object.values(one)), ...Object.values(functions)];
  const all = facts.flatMap(({ calls = [], if: conditional = {} }) => [...calls, ...Object.values(conditional).flat()]);
  expect(all.length).toBeGreaterThan(200);
  for (const one of new Set(all)) {
    const [code = "", name = ""] = one.includes(":") ? one.split(":") : ["agentrun", one];
    expect([one, operations.get(code)?.has(name) ?? ["sfm", "gpdb"].includes(code)]).toEqual([one, true]);
  }
});

it.each(["python", "javascript"] as const)("returns in %s only classes that the table has", (language) => {
  const { classes } = symbolTables[language]();
  for (const facts of Object.values(classes).flatMap((one) => Object.values(one))) {
    for (const name of (facts.returns ?? "").replace(/[[\]]/g, "").split("|").filter(Boolean)) {
      expect(Object.keys(classes)).toContain(name);
    }
  }
});

// From alibabacloud-agentrun20250910 5.7.5, alibabacloud-fc20230330 4.8.3 and their packages for Node.js and Go.
it.each([
  ["CreateIMBot", "create_imbot", "createIMBot", "CreateIMBot"],
  ["ListIMBots", "list_imbots", "listIMBots", "ListIMBots"],
  ["ActivateTemplateMCPWithOptions", "activate_template_mcpwith_options", "activateTemplateMCPWithOptions", "ActivateTemplateMCPWithOptions"], // prettier-ignore
  ["ConvertFlowDSL", "convert_flow_dsl", "convertFlowDSL", "ConvertFlowDSL"],
  ["GetLayerVersionByArn", "get_layer_version_by_arn", "getLayerVersionByArn", "GetLayerVersionByArn"],
])("names the methods of %s as the generator does", (operation, python, node, go) => {
  expect([methodName(operation, "python"), methodName(operation, "javascript"), methodName(operation, "go")]).toEqual([
    python,
    node,
    go,
  ]);
});

it("takes names of methods as they are, not as one might compute them", () => {
  const member = sdkPackage("alibabacloud_agentrun20250910.client", "python")!.member("Client")!;
  const { class: client } = member as Extract<typeof member, { kind: "class" }>;
  expect(client.method("list_imbots_with_options_async")).toEqual({ calls: ["agentrun:ListIMBots"] });
  expect(client.method("list_im_bots")).toBeUndefined();
  expect(client.method("listImBots")).toBeUndefined();
});

it.each([
  ["alibabacloud_ram20150501.client", "python", "create_role", "ram:CreateRole"],
  ["@alicloud/sts20150401", "javascript", "assumeRole", "sts:AssumeRole"],
  ["github.com/alibabacloud-go/devs-20230714/v2/client", "go", "GetToolset", "devs:GetToolset"],
  ["@alicloud/fc20230330", "javascript", "invokeFunctionWithOptions", "fc:InvokeFunction"],
] as const)("knows the client of %s", (specifier, language, method, action) => {
  const member = sdkPackage(specifier, language)!.member("Client")!;
  const { class: client } = member as Extract<typeof member, { kind: "class" }>;
  expect(client.method(method)).toEqual({ calls: [action] });
  expect(catalogAction(action)).toBeDefined();
});

it("names in commands only operations that clients have, or actions", () => {
  const { agentrun, component } = commandTables();
  const all = [
    ...Object.values(agentrun.commands).flatMap(({ calls = [], if: conditional = {} }) => [
      calls,
      ...Object.values(conditional),
    ]),
    ...Object.values(component.commands).flatMap(({ calls, where = {} }) => [calls, ...Object.values(where)]),
  ].flat();
  expect(all.length).toBeGreaterThan(100);
  for (const one of new Set(all)) {
    const [code = "", name = ""] = one.includes(":") ? one.split(":") : ["agentrun", one];
    expect([one, operations.get(code)?.has(name) ?? catalogAction(one) !== undefined]).toEqual([one, true]);
  }
});

it("leaves out by flags only what a command calls", () => {
  for (const { calls = [], unless = {} } of Object.values(commandTables().agentrun.commands)) {
    for (const one of Object.values(unless).flat()) expect(calls).toContain(one);
  }
});
