import { permissionsFor, unchecked } from "cdktf-alicloud-agentrun/catalog";
import { problemsOf, untyped } from "../support";

const token = "${TfToken[TOKEN.7]}";

it("finds actions, features and statements", () => {
  const { actions, statements } = permissionsFor(["ListIndices", "agentrun:GetCredential"]);
  expect(actions).toEqual([
    { action: "agentrun:GetCredential", features: [], secret: true, dangerous: true },
    { action: "sfm:ListIndex", features: ["workflows", "modelStudioIndexes"], secret: false, dangerous: false },
  ]);
  expect(statements.map(({ actions: granted }) => granted)).toEqual([["agentrun:GetCredential"], ["sfm:ListIndex"]]);
});

it("narrows them", () => {
  const { statements } = permissionsFor(["CreateAgentRuntime"], { workspace: "w" });
  expect(statements[0]?.resources).toEqual(["acs:agentrun:*:*:workspaces/w/runtimes/*"]);
});

it.each([
  ["GetTool", "agentrun:GetTool"],
  ["gettool", "agentrun:GetTool"],
  ["AGENTRUN:GETTOOL", "agentrun:GetTool"],
  ["ListObjectsV2", "oss:ListObjects"],
  ["oss:ListObjectsV2", "oss:ListObjects"],
  ["OSS:listobjectsv2", "oss:ListObjects"],
  ["ListLogstore", "log:ListLogStores"],
  ["log:ListLogstore", "log:ListLogStores"],
  ["ListRepoTag", "cr:ListRepositoryTag"],
  ["ListIndices", "sfm:ListIndex"],
  ["sfm:ListIndices", "sfm:ListIndex"],
  ["sfm:ListIndex", "sfm:ListIndex"],
  ["ListChunks", "sfm:ChunkList"],
  ["sfm:ListChunks", "sfm:ChunkList"],
  ["eas:ListVirtualResource", "eas:ListVirtualResources"],
  ["QueryAccountBalance", "bss:DescribeAcccount"],
  ["bss:QueryAccountBalance", "bss:DescribeAcccount"],
])("%s takes %s", (call, action) => {
  expect(permissionsFor([call]).actions.map((one) => one.action)).toEqual([action]);
});

it("takes actions that are explicitly not checked beside others", () => {
  const { actions, statements } = permissionsFor(["GetTool", unchecked("agentrun:GetIMBot")]);
  expect(actions.map(({ action }) => action)).toEqual(["agentrun:GetIMBot", "agentrun:GetTool"]);
  expect(statements.flatMap((statement) => statement.actions).sort()).toEqual([
    "agentrun:GetIMBot",
    "agentrun:GetTool",
  ]);
});

it.each<[string, unknown, readonly string[]]>([
  ["a name that is unknown", ["GetTool", "NoSuchApi"], ["RAM623 apiCalls[1]"]],
  ["an action that is unknown", ["agentrun:GetTol", "GetTool"], ["RAM623 apiCalls[0]"]],
  ["an API of another service", ["agentrun:ListObjectsV2"], ["RAM623 apiCalls[0]"]],
  ["an API of several services", ["DeleteFlow"], ["RAM623 apiCalls[0]"]],
  ["a pattern", ["GetTool", "agentrun:Get*"], ["RAM623 apiCalls[1]"]],
  ["everything", ["GetTool", "*"], ["RAM623 apiCalls[1]"]],
  ["a pattern that is not checked", ["GetTool", unchecked("agentrun:Get?MBot")], ["RAM623 apiCalls[1]"]],
  ["a name that is known at apply only", ["GetTool", token], ["RAM623 apiCalls[1]"]],
  ["an empty name", ["GetTool", ""], ["RAM623 apiCalls[1]"]],
  ["numbers and nothing", [3, null, undefined], ["RAM623 apiCalls[0]", "RAM623 apiCalls[1]", "RAM623 apiCalls[2]"]],
  ["a text instead of a list", "GetTool", ["RAM629 apiCalls"]],
  ["no list", undefined, ["RAM629 apiCalls"]],
  ["an empty list", [], ["RAM624"]],
])("refuses %s", (_, calls, expected) => {
  expect(problemsOf(() => permissionsFor(untyped(calls)))).toEqual(expected);
});

it("says what to write instead", () => {
  expect(() => permissionsFor(["DeleteFlow"])).toThrow("write agentrun:DeleteFlow or fnf:DeleteFlow");
  expect(() => permissionsFor(["agentrun:Get*"])).toThrow("name single calls");
  expect(() => permissionsFor(["CreateAgentRuntim"])).toThrow("perhaps CreateAgentRuntime");
});
