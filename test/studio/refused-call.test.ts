import { AuditRecord, refusedCallIn } from "../../studio/src/explain/refused-call";
import { explainExample } from "../../studio/src/explain/example";

const record = {
  ...{ eventId: "1", eventVersion: 1, eventSource: "agentrun.cn-hangzhou.aliyuncs.com", serviceName: "AgentRun" },
  ...{ eventName: "GetTool", errorCode: "NoPermission", userIdentity: { type: "ram-user", userName: "alice" } },
};

it.each([
  ["a record", JSON.stringify(record)],
  ["records", JSON.stringify({ Events: [record, record] })],
  ["a row of a log store", JSON.stringify({ event: JSON.stringify(record) })],
  ["columns of a log store", JSON.stringify({ "event.eventName": "GetTool", "event.serviceName": "AgentRun" })],
  [
    "a record whose message names an action, because it says more",
    JSON.stringify({ ...record, errorMessage: "Resource: acs:ram:*:1:role/r Action: ram:GetRole" }),
  ],
])("does not read %s", (_, text) => {
  expect(() => refusedCallIn(text, "the error")).toThrow(AuditRecord);
});

it("reads a record that has the details of the refusal", () => {
  const { accessDeniedDetail } = JSON.parse(explainExample) as { readonly accessDeniedDetail: object };
  const text = JSON.stringify({ ...record, accessDeniedDetail });
  expect(refusedCallIn(text, "the error").denial.action).toBe("agentrun:CreateSandbox");
});

it("tells of further refused calls, however they are written, and once", () => {
  const escaped = JSON.stringify(explainExample.replace("CreateSandbox", "StopSandbox"));
  const text = [explainExample, explainExample, explainExample.replace("CreateSandbox", "GetTool"), escaped].join("\n");
  const { denial, others } = refusedCallIn(text, "the error");
  expect([denial.action, others]).toEqual(["agentrun:CreateSandbox", ["agentrun:GetTool", "agentrun:StopSandbox"]]);
});

it("says what is no error", () => {
  expect(() => refusedCallIn("hello", "the error")).toThrow(/RAM521 the error/);
});
