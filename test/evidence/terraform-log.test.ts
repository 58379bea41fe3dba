/** Calls in a log of Terraform, in the shape of the alicloud provider's addDebug (commit 81c43b67, read 2026-11-28). */
import { generate, headLines } from "cdktf-alicloud-agentrun/evidence";
import { record, rowTexts, usageOf } from "./support";

const stars = "*".repeat(15);
const provider = "provider.terraform-provider-alicloud_v1.289.0";

interface Call {
  readonly action: string;
  readonly file: string;
  readonly request?: object;
  readonly structure?: string;
  readonly response?: unknown;
  readonly target?: string;
}

const noTarget = "Domain:, Version:, ActionName:, Method:, Product:, Region:";

/** What the provider writes for a call. */
function block({ action, file, request, structure, response = {}, target = noTarget }: Call): readonly string[] {
  return [
    "2026/11/28 17:50:53 ",
    `${stars} ${action} Response ${stars} `,
    `${JSON.stringify(response)}${target}`,
    "",
    `${stars}  Request ${stars}`,
    JSON.stringify(structure ?? JSON.stringify(request ?? {})),
    "[DEBUG TRACE]:",
    `/build/alicloud/${file}:195`,
    "/build/vendor/helper/schema/resource.go:320",
    "/build/vendor/helper/schema/resource.go:468",
    "/build/vendor/helper/plugin/grpc_provider.go:952",
    "*".repeat(30),
    "",
  ];
}

const around = [
  "2026-11-28T17:50:52.100Z [INFO]  Terraform version: 1.9.5",
  "2026-11-28T17:50:52.200Z [DEBUG] provider: plugin started: path=x pid=1",
];

/** As `TF_LOG=DEBUG` writes it, with a line of Terraform in the middle of each call. */
function debugLog(...calls: readonly Call[]): string {
  const lines = calls.flatMap((call) => {
    const [first = "", ...rest] = block(call).map((line) => `2026-11-28T17:50:53.641Z [DEBUG] ${provider}: ${line}`);
    return [first, ...rest.slice(0, 2), ...around, ...rest.slice(2)];
  });
  return [...around, ...lines, ...around].join("\n");
}

function jsonLog(...calls: readonly Call[]): string {
  const line = (message: string, module = provider) =>
    JSON.stringify({ "@level": "debug", "@message": message, "@module": module, "@timestamp": "2026-11-28T17:50:53.641Z" }); // prettier-ignore
  return [line("Terraform version", "terraform"), ...calls.flatMap(block).map((text) => line(text))].join("\n");
}

/** As the provider itself writes it to standard error. */
function plainLog(...calls: readonly Call[]): string {
  return calls.flatMap(block).join("\n");
}

const createRole: Call = {
  action: "CreateRole",
  file: "resource_alicloud_ram_role.go",
  request: { RoleName: "flow", Description: 'a "flow" \u00e9' },
  response: { RequestId: "R-1", Role: { RoleName: "flow" } },
};
const getUser: Call = {
  action: "GetUser",
  file: "service_alicloud_ram.go",
  structure: '&ram.GetUserRequest{RpcRequest:(*requests.RpcRequest)(0xc0001), UserName:"alice"}',
  response: { RequestId: "R-2" },
  target:
    "Domain:ram.aliyuncs.com, Version:2015-05-01, ActionName:GetUser, Method:POST, Product:Ram, Region:cn-hangzhou",
};
const caller = { caller: { kind: "role", name: "deployer" } } as const;
const account = "acs:ram:*:*";

it.each([true, "true", "True"])(
  "a policy that is deleted with its versions (%j) needs the actions on versions",
  async (cascading) => {
    const deletePolicy: Call = {
      action: "DeletePolicy",
      file: "resource_alicloud_ram_policy.go",
      request: { CascadingDelete: cascading, PolicyName: "tools" },
    };
    const usage = await usageOf({ "debug.log": debugLog(deletePolicy) }, caller);
    expect(rowTexts(usage)).toEqual(
      ["DeletePolicy", "DeletePolicyVersion", "ListPolicyVersions"].map(
        (name) => `role:deployer ram:${name} ${account}:policy/tools 1`,
      ),
    );
  },
);

describe.each([
  ["TF_LOG=DEBUG", debugLog],
  ["TF_LOG=JSON", jsonLog],
  ["standard error of the provider", plainLog],
])("a log of %s", (_, written) => {
  it("has calls, by the file or by the product that it names", async () => {
    const usage = await usageOf({ "debug.log": written(createRole, getUser) }, caller);
    expect(rowTexts(usage)).toEqual([
      `role:deployer ram:CreateRole ${account}:role/* 1`,
      `role:deployer ram:GetUser ${account}:user/alice 1`,
    ]);
    expect(usage.counts).toEqual({ events: 2, used: 2, unmapped: 0, dropped: {} });
    expect(generate(usage)[0]?.proof.refused).toEqual([]);
  });

  it("does not count as use without a caller", async () => {
    const { counts, rows } = await usageOf({ "debug.log": written(createRole) });
    expect([rows, counts.dropped]).toEqual([[], { noCaller: 1 }]);
  });

  it("that ends inside a call says so", async () => {
    const text = written(createRole, getUser).split("\n").slice(0, -6).join("\n");
    const { counts, bad } = await usageOf({ "debug.log": text }, caller);
    expect([counts.used, counts.dropped.badLine, bad[0]?.why]).toEqual([1, 1, "the log ends inside a call"]);
  });
});

it.each<readonly [string, Partial<Call>, object]>([
  ["without a response, nothing says whether it was allowed", { response: null }, { dropped: { serverFault: 1 } }],
  ["with an error code in the response", { response: { Code: "NoPermission" } }, { dropped: { denied: 1 } }],
  ["with a code of success", { response: { Code: "OK" } }, { used: 1 }],
  ["of a file whose product has no name in the catalog", { file: "resource_alicloud_x.go" }, { unmapped: 1 }],
  ["of a file that says another product than it calls", { file: "service_alicloud_rds_ai_v2.go" }, { unmapped: 1 }],
  ["by its path", { action: "/2023-03-30/functions" }, { unmapped: 1 }],
  ["again", { response: { RequestId: "R-0" } }, { dropped: { duplicate: 1 } }],
])("a call %s", async (_, more, expected) => {
  const first = { ...createRole, response: { RequestId: "R-0" } };
  const { counts } = await usageOf({ "debug.log": debugLog(first, { ...createRole, ...more }) }, caller);
  const { used, ...rest } = { used: 0, unmapped: 0, dropped: {}, ...expected };
  expect(counts).toEqual({ events: 2, used: used + 1, ...rest });
});

it("a call that another one interrupts is reported", async () => {
  const lines = block(createRole).slice(0, 5);
  const { counts } = await usageOf({ "debug.log": [...lines, ...block(getUser)].join("\n") }, caller);
  expect(counts).toMatchObject({ used: 1, dropped: { badLine: 1 } });
});

it("a log without calls says what it needs", async () => {
  const { warnings } = await usageOf({ "debug.log": around.join("\n") });
  expect(warnings).toEqual([expect.stringMatching(/set DEBUG=terraform in addition to TF_LOG=DEBUG/)]);
});

it("says what it cannot show, and shows nothing about others", async () => {
  const usage = await usageOf({ "debug.log": debugLog(createRole) }, caller);
  expect(headLines(usage).join("\n")).toMatch(/Cannot be seen: in a log of Terraform: the caller, the account/);
  expect(usage.coverage).toMatchObject({ kinds: ["Terraform log"], services: [], continuousSince: undefined });
  const at = "2026-11-28T17:50:53Z";
  expect(usage.coverage).toMatchObject({ first: at, last: at, readEvents: 0, writeEvents: 0 });
});

it.each<readonly [string, string]>([
  ["a log of Terraform", debugLog(createRole, getUser)],
  ["the last use of a key", JSON.stringify({ Detail: record({ eventId: "d", eventTime: "2026-11-28T00:00:00Z" }) })],
])("%s beside a trail makes nothing look unused", async (_, content) => {
  const trail = JSON.stringify(
    record({ eventRW: "Write", eventName: "DeleteTool", eventTime: "2026-08-01T00:00:00Z" }),
  );
  const alone = await usageOf({ trail });
  const both = await usageOf({ trail, other: content }, caller);
  const { kinds: _kinds, sources: _sources, ...expected } = alone.coverage;
  expect(both.coverage).toMatchObject(expected);
  expect(both.counts.used).toBeGreaterThan(alone.counts.used);
});
