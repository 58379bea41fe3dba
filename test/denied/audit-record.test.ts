import { readDenial } from "../../lib/denied";
import { fixture, record } from "../evidence/support";
import { call } from "../cli/support/call";
import { temporaryFiles } from "../support/temporary-files";

const { file } = temporaryFiles("audit-record");
const denied = record({ errorCode: "NoPermission", errorMessage: "You are not authorized to perform this operation." });

it("reads a denied audit record: the action, who called, and the resource where it is known", () => {
  const call_ = record({
    serviceName: "Ram",
    eventName: "GetRole",
    errorCode: "NoPermission",
    requestId: "R-1",
    userIdentity: { type: "assumed-role", accountId: "1000000000000001", userName: "run:session" },
    requestParameters: { RoleName: "r" },
  });
  expect(readDenial(JSON.stringify(call_), "record.json")).toMatchObject({
    action: "ram:GetRole",
    resource: "acs:ram:*:1000000000000001:role/r",
    principal: { kind: "role", name: "run", session: "session" },
    account: "1000000000000001",
    code: "NoPermission",
    requestId: "R-1",
  });
  expect(readDenial(JSON.stringify(denied), "record.json")).toMatchObject({
    action: "agentrun:GetTool",
    resource: undefined, // the record does not name the workspace
    principal: { kind: "user", name: "alice" },
  });
});

it("finds the first denied record of a list, and in a row of a log store", () => {
  expect(readDenial(fixture("management-events.json"), "trail.json").action).toBe("agentrun:DeleteTemplate");
  expect(readDenial(JSON.stringify([{ event: JSON.stringify(denied) }]), "rows.json").action).toBe("agentrun:GetTool");
});

it.each([
  ["succeeded", record(), /RAM521.*GetTool, which succeeded/],
  ["failed for another reason", record({ errorCode: "ToolNotExist" }), /ToolNotExist, which is not about a permission/],
  ["is of an unknown service", record({ serviceName: "X", eventSource: "", errorCode: "NoPermission" }), /RAM code/],
])("refuses a record of a call that %s", (_, json, message) => {
  expect(() => readDenial(JSON.stringify(json), "record.json")).toThrow(message);
});

it("explains it on the command line", () => {
  const { code, out } = call("explain-denied", file("record.json", JSON.stringify(denied)));
  expect(code).toBe(0);
  expect(out).toMatch(/agentrun:GetTool[\s\S]*alice[\s\S]*LeastPrivilege/);
});
