import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  agentRunServiceLinkedRole,
  devsCustomRole,
  devsDefaultRole,
  actionsMatching,
  catalogAction,
  nearestActions,
  service,
  serviceCodes,
} from "cdktf-alicloud-agentrun/catalog";
import { isAccessLevel } from "../../lib/catalog/access-level";
import { serviceFiles } from "../../lib/catalog/generated/service-files";
import { deriveMentions, hashedMentions, mentionsFileText } from "../../lib/catalog/import/derive-mentions";

const root = path.join(__dirname, "..", "..");
const data = path.join(root, "lib/catalog/data");

it.each([
  ["agentrun", 86, 13, "resource"],
  ["sfm", 54, 0, "operation"],
  ["eas", 97, 7, "resource"],
])("%s has %i actions and %i resource types on its page", (code, actions, resourceTypes, granularity) => {
  const known = service(code)!;
  const onPage = [...known.actions.values()].filter(({ provenance }) => provenance.includes("authorization-page"));
  expect(onPage).toHaveLength(actions);
  expect(Object.keys(known.resourceTypes)).toHaveLength(resourceTypes);
  expect(known.granularity).toBe(granularity);
});

it("knows the companion services", () => {
  const companions =
    "fnf devs fc ram resourcemanager oss vpc ecs arms xtrace cms log cdn cr yundun-cert yundun-greenweb bailiancontrol ots";
  expect(serviceCodes()).toEqual(expect.arrayContaining(companions.split(" ")));
  expect(catalogAction("log:ListLogStores")).toEqual({
    name: "log:ListLogStores",
    service: "log",
    api: "ListLogStores",
    level: "list",
    levelInferred: true,
    resources: undefined,
    conditionKeys: [],
    dependentActions: [],
    provenance: ["feature-table"],
  });
});

it("reads every data file in the shape that the loader takes it for", () => {
  for (const { page, mentions, authorizations, operationPages, operations } of Object.values(serviceFiles)) {
    expect(page ?? mentions ?? authorizations ?? operationPages ?? operations).toBeDefined();
    if (operations !== undefined) expect(operations().operations).toEqual([...operations().operations].sort());
    const published = operationPages?.().actions;
    for (const action of Object.values({ ...page?.().actions, ...mentions?.().actions, ...published })) {
      expect(isAccessLevel(action.level)).toBe(true);
    }
    for (const { from } of Object.values(mentions?.().actions ?? {})) expect(from.length).toBeGreaterThan(0);
    for (const file of [page?.(), mentions?.()]) {
      if (file === undefined) continue;
      expect(file.source).toMatch(/^https:\/\//);
      expect(file.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(file.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  }
});

it("has the mentions that its sources give", () => {
  const pages = Object.fromEntries(
    Object.entries(serviceFiles).flatMap(([code, { page }]) => (page === undefined ? [] : [[code, page()]])),
  );
  const derived = deriveMentions(pages);
  expect(readdirSync(path.join(data, "mentions"))).toEqual(Object.keys(derived).map((code) => `${code}.json`));
  for (const [code, file] of Object.entries(derived)) {
    const hash = `sha256:${createHash("sha256").update(hashedMentions(file)).digest("hex")}`;
    expect(mentionsFileText(file, hash)).toBe(readFileSync(path.join(data, "mentions", `${code}.json`), "utf8"));
  }
});

it("has the types that its data gives", () => {
  const fresh = mkdtempSync(path.join(tmpdir(), "agentrun-generated-"));
  try {
    execFileSync(process.execPath, ["scripts/generate-types.mjs", fresh], { cwd: root });
    const committed = path.join(root, "lib/catalog/generated");
    expect(readdirSync(fresh)).toEqual(readdirSync(committed));
    for (const file of readdirSync(fresh)) {
      expect(readFileSync(path.join(committed, file), "utf8")).toBe(readFileSync(path.join(fresh, file), "utf8"));
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
});

it.each([
  ["agentrun:GetTool", ["agentrun:GetTool"]],
  ["AGENTRUN:gettool", ["agentrun:GetTool"]],
  ["agentrun:*Workspaces", ["agentrun:ListWorkspaces"]],
  ["agentrun:Get?ool", ["agentrun:GetTool"]],
  ["*:InvokeR*", ["agentrun:InvokeRuntime"]],
  ["agentrun:Nothing*", []],
])("%s covers %j", (pattern, expected) => {
  expect(actionsMatching(pattern).map(({ name }) => name)).toEqual(expected);
});

it("finds an action in any case and suggests the nearest for a typo", () => {
  expect(catalogAction("devs:CreateToolSet")?.name).toBe("devs:CreateToolset");
  expect(catalogAction("AGENTRUN:gettool")?.name).toBe("agentrun:GetTool");
  expect(catalogAction("agentrun:GetTol")).toBeUndefined();
  expect(catalogAction("nosuch:GetTool")).toBeUndefined();
  expect(nearestActions("agentrun:GetTol")[0]).toBe("agentrun:GetTool");
  expect(nearestActions("agentrum:GetTool")[0]).toBe("agentrun:GetTool");
  expect(nearestActions("bss:DescribeAccount")).toContain("bss:DescribeAcccount");
  expect(nearestActions("agentrun:Xyzzy")).toEqual([]);
});

it.each([
  ["nothing", "catalog", 0],
  ["one service", 'catalog.service("agentrun")', 2],
  ["permissions for an action", 'catalog.permissionsFor(["agentrun:GetTool"])', 2],
  ["features of an action", 'catalog.featuresOf("agentrun:GetTool")', 0],
  ["a feature of one service", 'catalog.leastPrivilege({ features: { tools: "manage" } })', 2],
])("reads no catalog when the package loads, and only what is asked for: %s", (_, expression, expected) => {
  const program = `
    const loaded = () => Object.keys(require.cache).filter((file) => /data.(pages|mentions|authorizations)/.test(file)).length;
    const catalog = require("./dist/catalog");
    require("./dist");
    const before = loaded();
    ${expression};
    console.log(JSON.stringify([before, loaded()]));`;
  const printed = execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual([0, expected]);
});

it("lets nobody change a fact", () => {
  const { actions } = service("agentrun")!;
  const action = actions.get("agentrun:GetTool")!;
  expect(Object.isFrozen(action) && Object.isFrozen(action.resources)).toBe(true);
  for (const role of [devsCustomRole.devs, devsDefaultRole.functionai, agentRunServiceLinkedRole]) {
    expect(Reflect.set(role, "roleName", "other")).toBe(false);
  }
});

it("knows the operations of Function Compute 3.0, and the older names of some", () => {
  expect(catalogAction("fc:GetAsyncInvokeConfig")).toEqual({
    name: "fc:GetAsyncInvokeConfig",
    service: "fc",
    api: "GetAsyncInvokeConfig",
    level: "get",
    levelInferred: true,
    resources: undefined,
    conditionKeys: [],
    dependentActions: [],
    provenance: ["api-operation"],
  });
  expect(catalogAction("fc:InvokeFunction")?.provenance).toEqual(["api-operation", "system-policy"]);
  const { formerNames, actions } = service("fc")!;
  expect(formerNames["GetFunctionAsyncInvokeConfig"]).toBe("GetAsyncInvokeConfig");
  for (const name of Object.values(formerNames)) expect(actions.has(`fc:${name}`)).toBe(true);
  for (const name of Object.keys(formerNames)) expect(actions.has(`fc:${name}`)).toBe(false);
});
