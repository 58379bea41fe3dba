import { schemePolicies } from "cdktf-alicloud-agentrun/catalog";

it.each([
  ["scheme", { scheme: "everything else", role: "developer" }],
  ["scheme", { scheme: "constructor", role: "developer" }],
  ["role", { scheme: "recommended", role: "admin" }],
])("refuses an unknown %s: %j", (part, request) => {
  expect(() => schemePolicies(request as never)).toThrow(`RAM629 ${part}: `); // as JavaScript allows it
});
