/** Policies for what was seen: proved by the evaluator, for given records and for random traces. */
import path from "node:path";
import { runInNewContext } from "node:vm";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import fc from "fast-check";
import ts from "typescript";
import { actionsMatching, catalogAction, unchecked } from "cdktf-alicloud-agentrun/catalog";
import {
  type GenerateFormat,
  type Usage,
  generate,
  renderGenerated,
  usageQuery,
} from "cdktf-alicloud-agentrun/evidence";
import { PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";
import * as library from "cdktf-alicloud-agentrun";
import { documentTextOf } from "../../lib/terraform/document-text";
import { readTerraformFolder } from "../../lib/terraform/hcl";
import { ResourceTexts } from "../../lib/terraform/resource-texts";
import { plainText, templateParts } from "../../lib/terraform/template";
import { temporaryFiles } from "../support/temporary-files";
import { fixture, record, usageOf } from "./support";

const { folder, file } = temporaryFiles("generate");

const trail = async () => usageOf({ trail: fixture("management-events.json") });
const deployer = { principals: ["role:agentrun-deployer"] };

it("makes one policy for each principal", async () => {
  const grants = generate(await trail());
  expect(grants.map(({ principal, proof }) => [principal.name, proof.checked])).toEqual([
    ["AliyunReservedSSO-Admin", 1],
    ["agentrun-deployer", 13],
    ["agentrun-execution", 3],
    ["alice", 5],
  ]);
});

it("makes the policy that a person would write from the records", async () => {
  const [grants] = generate(await trail(), deployer);
  const runtimes = "acs:agentrun:cn-hangzhou:1000000000000001:workspaces/*/runtimes";
  expect(grants!.documents.map((document) => document.toJson())).toEqual([
    {
      Version: "1",
      Statement: [
        {
          Effect: "Allow",
          Action: "ram:AttachPolicyToRole",
          Resource: "acs:ram:*:1000000000000001:policy/agentrun-exec",
        },
        { Effect: "Allow", Action: "ram:CreateRole", Resource: "acs:ram:*:1000000000000001:role/*" },
        {
          Effect: "Allow",
          Action: ["agentrun:CreateAgentRuntime", "agentrun:DeleteAgentRuntime", "agentrun:ListAgentRuntimes"],
          Resource: `${runtimes}/*`,
        },
        {
          Effect: "Allow",
          Action: [
            "agentrun:CreateAgentRuntimeEndpoint",
            "agentrun:ListWorkspaces",
            "fc:CreateCustomDomain",
            "log:CreateLogStore",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: ["agentrun:GetAgentRuntime", "agentrun:UpdateAgentRuntime"],
          Resource: `${runtimes}/orders`,
        },
        {
          Effect: "Allow",
          Action: ["ram:AttachPolicyToRole", "ram:PassRole"],
          Resource: "acs:ram:*:1000000000000001:role/agentrun-execution",
        },
      ],
    },
  ]);
});

it("makes the smallest request by features, and lists what it grants beyond", async () => {
  const [execution] = generate(await trail(), { principals: ["role:agentrun-execution"], features: true });
  const { request, beyond, isSmallest } = execution!.features!;
  expect(request).toMatchObject({ secrets: { credentials: ["openai-key"] } });
  expect(isSmallest).toBe(true);
  const used = new Set(execution!.rows.map(({ action }) => action));
  const granted = execution!.features!.document.statements.flatMap(({ actions }) => actions);
  expect(beyond).toEqual([...new Set(granted)].filter((action) => !used.has(action)).sort());
});

it("refuses a principal that the evidence lacks", async () => {
  const usage = await trail();
  expect(() => generate(usage, { principals: ["user:bob"] })).toThrow(/RAM531.*user:bob.*user:alice/);
});

it.each<GenerateFormat>(["typescript", "features"])("prints %s that grants the same when it is run", async (format) => {
  const usage = await trail();
  const grants = generate(usage, { features: format === "features" });
  const text = renderGenerated(usage, grants, format);
  const stack = new TerraformStack(new App(), "seen");
  run(text)(stack);
  for (const { principal, rows } of grants) {
    const subject =
      principal.kind === "user" ? grantsOf(stack).user(principal.name) : grantsOf(stack).role(principal.name);
    for (const { action, resource } of rows) {
      if (action === "ram:PassRole" && format === "features") continue; // limited to services
      const on = resource === "*" ? "*" : resource.replaceAll("*", "any");
      expect(subject).toAllow(unchecked(action), on);
    }
  }
});

function plainTextOf(template: string): string {
  return templateParts(template).map(plainText).join("");
}

/** Compiles what users would compile, and returns its only export. */
function run(text: string): (scope: Construct) => void {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { grantWhatWasSeen?: (scope: Construct) => void } = {};
  runInNewContext(outputText, { require: () => library, exports: exported });
  return exported.grantWhatWasSeen!;
}

it.each<GenerateFormat>(["json", "typescript", "features", "hcl"])(
  "heads %s with what the evidence covers",
  async (format) => {
    const usage = await trail();
    const text = renderGenerated(usage, generate(usage, { ...deployer, features: format === "features" }), format);
    const head = text.slice(0, 2500);
    for (const part of ["2026-11-26", "cn-hangzhou", "ActionTrail", "Cannot be seen", "ram:PassRole"])
      expect(head).toContain(part);
    expect(text).toContain("PutBucketAcl");
    expect(text).toContain("Throttling.User");
    expect(text).not.toMatch(/minimal/i);
  },
);

it("prints HCL that grants the same when it is read again", async () => {
  const usage = await trail();
  const grants = generate(usage);
  file("seen/main.tf", renderGenerated(usage, grants, "hcl"));
  const read = grantsOf(path.join(folder, "seen"));
  for (const { principal, rows } of grants) {
    const subject = principal.kind === "user" ? read.user(principal.name) : read.role(principal.name);
    for (const { action, resource } of rows) {
      expect(subject).toAllow(unchecked(action), resource === "*" ? "*" : resource.replaceAll("*", "any"));
    }
    expect(subject).not.toAllow(unchecked("oss:PutObject"));
  }
  const { resources } = readTerraformFolder(path.join(folder, "seen"));
  const texts = resources.flatMap((one) => documentTextOf(one, new ResourceTexts(resources))?.text ?? []);
  const written = grants.flatMap(({ documents }) => documents.map((document) => document.toJson()));
  expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(written);
});

it("keeps texts of a trail as they are in HCL, and tells principals of one name apart", async () => {
  const hostile = '${alicloud_ram_role.x.arn}%{if}"\n}\nresource "x" "y" {';
  const identities = [
    { type: "ram-user", accountId: "1", userName: hostile },
    { type: "ram-user", accountId: "1", userName: "alice" },
    { type: "ram-user", accountId: "2", userName: "alice" },
    { type: "assumed-role", accountId: "1", userName: "alice:s" },
  ];
  const records = identities.map((userIdentity, eventId) => record({ userIdentity, eventId, eventName: "ListTools" }));
  const usage = await usageOf({ trail: JSON.stringify(records) });
  const grants = generate(usage);
  const { resources } = readTerraformFolder(
    path.dirname(file("hostile/main.tf", renderGenerated(usage, grants, "hcl"))),
  );
  expect(resources.map(({ type }) => type).sort()).toEqual([
    ...Array<string>(4).fill("alicloud_ram_policy"),
    "alicloud_ram_role_policy_attachment",
    ...Array<string>(3).fill("alicloud_ram_user_policy_attachment"),
  ]);
  const users = resources.flatMap(({ arguments: given }) => {
    const name = given["user_name"];
    return typeof name === "string" ? [plainTextOf(name)] : [];
  });
  expect(users.sort()).toEqual([hostile, "alice", "alice"].sort());
  const stack = new TerraformStack(new App(), "seen");
  expect(() => {
    run(renderGenerated({ ...usage, rows: [] }, grants.slice(1), "typescript"))(stack);
  }).not.toThrow();
});

it("keeps names of a trail from breaking out of comments and texts", async () => {
  const hostile = 'a"\n*/ process.exit() //\u202e';
  const identity = { type: "ram-user", accountId: "1", userName: hostile };
  const usage = await usageOf({ trail: JSON.stringify([record({ userIdentity: identity, eventName: "ListTools" })]) });
  const text = renderGenerated(usage, generate(usage), "typescript");
  const stack = new TerraformStack(new App(), "seen");
  expect(text.split("\n").filter((line) => line.includes("process.exit"))).toEqual([
    `    attachTo: { users: [${JSON.stringify(hostile)}] },`,
  ]);
  expect(() => {
    run(text)(stack);
  }).not.toThrow(/exit/);
});

/** Calls that the catalog knows, with random names. */
const actions = actionsMatching("*").filter(({ service }) =>
  ["agentrun", "ram", "fc", "devs", "sts", "fnf"].includes(service),
);
const call = fc.record({
  action: fc.constantFrom(...actions),
  user: fc.constantFrom("alice", "bob"),
  region: fc.constantFrom("cn-hangzhou", "cn-shanghai"),
  name: fc.constantFrom("a", "b", "c-1"),
  workspace: fc.constantFrom("team-a", undefined),
  error: fc.constantFrom("", "", "", "EntityNotExist", "NoPermission"),
});

it("allows every call of a random trace, and nothing that nobody called", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 25 }), fc.boolean(), async (calls, features) => {
      const usage = await usageOf({ trail: JSON.stringify(calls.map(eventOf)) });
      const all = generate(usage, { features });
      for (const { action, user, error } of calls) {
        if (error === "NoPermission" || isFree(action.name)) continue;
        const grants = all.find(({ principal }) => principal.name === user);
        const granted = grants?.documents.flatMap(({ statements }) => statements.flatMap((one) => one.actions));
        expect([action.name, granted?.includes(action.name)]).toEqual([action.name, true]);
      }
      for (const { documents, rows, features: request } of all) {
        const used = new Set(rows.map(({ action }) => action));
        for (const document of documents) {
          const granted = document.statements.flatMap((one) => one.actions);
          expect(granted.filter((action) => !used.has(action) || catalogAction(action) === undefined)).toEqual([]);
        }
        expectAllowed(documents, rows);
        if (features) expect(request?.uncovered).toEqual(request?.proof.refused);
      }
    }),
    { numRuns: 25, seed: 11 },
  );
});

function isFree(action: string): boolean {
  return action === "sts:GetCallerIdentity";
}

function eventOf(
  { action, user, region, name, workspace, error }: typeof call extends fc.Arbitrary<infer T> ? T : never,
  index: number,
) {
  const names = ["toolName", "agentRuntimeName", "credentialName", "RoleName", "PolicyName", "UserName", "flowId"];
  return record({
    eventId: String(index),
    serviceName: action.service,
    eventName: action.name.slice(action.service.length + 1),
    userIdentity: { type: "ram-user", accountId: "1000000000000001", userName: user },
    acsRegion: region,
    requestParameters: { ...Object.fromEntries(names.map((one) => [one, name])), workspaceName: workspace },
    errorCode: error,
  });
}

function expectAllowed(documents: readonly PolicyDocument[], rows: Usage["rows"]): void {
  for (const { action, resource } of rows) {
    const request = { action, resource: resource === "*" ? "*" : resource.replaceAll("*", "x") };
    expect(evaluate({ policies: documents, request }).decision).toBe("Allow");
  }
}

it("prints a query with its parameters, and no way out of its texts", () => {
  const query = usageQuery({ principals: ["a'b"], from: "2026-08-01", to: "2026-11-28" });
  expect(query).toContain("IN ('a''b')");
  expect(query).toContain(`"event.eventTime" >= '2026-08-01T00:00:00Z'`);
  expect(query).toMatch(/GROUP BY .*resourceName\nORDER BY calls DESC LIMIT 100000$/);
  expect(usageQuery({ about: "roles" })).toContain("AS roleArn");
});
