/** Names of resources that code gives as literals narrow an action where every call of it tells them. */
import { needsOf } from "../../lib/code-scan";
import { scanFiles } from "../../lib/code-scan/scan";

type Kind = "python" | "javascript" | "go";

const kinds: Readonly<Record<string, Kind>> = { py: "python", ts: "javascript", js: "javascript", go: "go" };

function scanned(files: Readonly<Record<string, string>>, otherLanguages = new Map<string, number>()) {
  const source = Object.entries(files).map(([file, text]) => ({
    file,
    kind: kinds[file.split(".").at(-1) ?? ""] ?? "python",
    text,
  }));
  return scanFiles({ files: source, unread: [], skipped: [], otherLanguages });
}

/** The resources of an action, from the workspace on. */
function resourcesOf(action: string, files: Readonly<Record<string, string>>, others?: Map<string, number>) {
  return needsOf(scanned(files, others))
    .needs.filter((need) => need.action === action)
    .map(({ resource }) => resource.split("/").slice(2).join("/"));
}

const client = "from alibabacloud_agentrun20250910.client import Client\nclient = Client(None)\n";
const sdk = "from agentrun import Credential, CredentialClient, ToolResource\n";
const node = 'import Client from "@alicloud/agentrun20250910";\nconst client = new Client({});\n';
const go = (body: string) => `package main
import (
	agentrun "github.com/alibabacloud-go/agentrun-20250910/v5/client"
	"github.com/alibabacloud-go/tea/tea"
)
const Name = "search"
const (
	Other = "b"
)
func main() {
	client, _ := agentrun.NewClient(nil)
${body}
}
`;

const tool = "agentrun:GetTool";
const credential = "agentrun:GetCredential";

describe("is told by", () => {
  it.each<readonly [string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ["a literal", tool, { "a.py": `${client}client.get_tool('search')` }, ["tools/search"]],
    ["a keyword", tool, { "a.py": `${client}client.get_tool(tool_name="search")` }, ["tools/search"]],
    ["several calls", tool, { "a.py": `${client}client.get_tool('a')\nclient.get_tool_with_options('b', {}, None)` }, ["tools/a", "tools/b"]], // prettier-ignore
    ["a constant", tool, { "a.py": `${client}NAME: str = 'search'\ndef f():\n  client.get_tool(NAME)` }, ["tools/search"]], // prettier-ignore
    ["a constant of another file", tool, { "names.py": "NAME = 'search'", "a.py": `from names import NAME\n${client}client.get_tool(NAME)` }, ["tools/search"]], // prettier-ignore
    ["the high-level SDK", credential, { "a.py": `${sdk}Credential.get_by_name('openai')\nCredentialClient().get(credential_name='mail')` }, ["credentials/mail", "credentials/openai"]], // prettier-ignore
    ["a function of a framework", tool, { "a.py": "from agentrun.integration.langchain import tool_resource\ntool_resource('search')" }, ["tools/search"]], // prettier-ignore
    ["a list", "agentrun:GetKnowledgeBase", { "a.py": "from agentrun.integration.langchain import knowledgebase_toolset\nknowledgebase_toolset(['a', 'b'])" }, ["knowledgebases/a", "knowledgebases/b"]], // prettier-ignore
    ["TypeScript", tool, { "a.ts": `${node}const name = "search";\nawait client.getTool(name, {} as never);` }, ["tools/search"]], // prettier-ignore
    ["a constant of another module", tool, { "names.ts": 'export const toolName = "search";', "a.ts": `import { toolName as name } from "./names";\n${node}await client.getTool(name);` }, ["tools/search"]], // prettier-ignore
    ["a member of an argument", credential, { "a.ts": 'import { Credential } from "@agentrun/sdk";\nawait Credential.get({ name: "openai" });' }, ["credentials/openai"]], // prettier-ignore
    ["a group of constants", tool, { "a.go": go("\tclient.GetTool(tea.String(Other))") }, ["tools/b"]],
    ["Go", tool, { "a.go": go('\tclient.GetTool(tea.String("search"))') }, ["tools/search"]],
    ["a constant of Go, behind a context", tool, { "a.go": go("\tclient.GetToolWithContext(nil, tea.String(Name), nil, nil)") }, ["tools/search"]], // prettier-ignore
  ])("%s", (_, action, files, expected) => {
    expect(resourcesOf(action, files)).toEqual(expected);
  });
});

const known = "client.get_tool('search')\n";

describe("is not told by", () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ["a variable of the environment", { "a.py": `import os\n${client}${known}client.get_tool(os.environ['TOOL'])` }],
    ["a parameter", { "a.py": `${client}${known}def f(name):\n  client.get_tool(name)\nf('a')` }],
    ["a name with two values", { "a.py": `${client}name = 'a'\nif client:\n  name = input()\nclient.get_tool(name)` }],
    ["a name that grows", { "a.py": `${client}name = 'a'\nname += 'b'\nclient.get_tool(name)` }],
    ["a name that a function changes", { "a.py": `${client}N = 'a'\ndef f():\n  global M, N\n  N = input()\nclient.get_tool(N)` }], // prettier-ignore
    ["a name that an inner function changes", { "a.py": `${client}def g():\n  n = 'a'\n  def f():\n    nonlocal n\n    n = input()\n  f()\n  client.get_tool(n)` }], // prettier-ignore
    ["a name that is matched", { "a.py": `${client}n = 'a'\nmatch input():\n  case [n, *_]:\n    pass\nclient.get_tool(n)` }], // prettier-ignore
    ["a name that a loop binds", { "a.py": `${client}n = 'a'\n[client.get_tool(n) for n in input()]` }],
    ["a constant that another file changes", { "names.py": "NAME = 'a'", "b.py": "import names\nnames.NAME = input()", "a.py": `from names import NAME\n${client}client.get_tool(NAME)` }], // prettier-ignore
    ["a text with parts", { "a.py": `${client}import os\nclient.get_tool(f"a-{os.name}")` }],
    ["a text that an ARN would read as a pattern", { "a.py": `${client}client.get_tool('a*')` }],
    ["a text with escapes", { "a.py": `${client}client.get_tool('a\\x2a')` }],
    ["one of two texts", { "a.py": `${client}client.get_tool('a' if client else input())` }],
    ["arguments that are spread", { "a.py": `${client}args = 'ab'\nclient.get_tool(*args)` }],
    ["an object of the SDK", { "a.py": `${sdk}ToolResource.get_by_name('a').get()` }],
    ["a method that is handed over", { "a.py": `${client}${known}list(map(client.get_tool, ['a']))` }],
    ["a method that is chosen by its name", { "a.py": `${client}${known}getattr(client, input())('b')` }],
    ["an object that the scan cannot follow", { "a.py": `${client}${known}def f(other):\n  other.get_tool('b')` }],
    ["a client that goes elsewhere", { "a.py": `${client}${known}import other\nother.use(client)` }],
    ["a call that may be made", { "a.py": `${client}${known}from agentrun.integration.langchain import tool_resource\ntool_resource(name)` }], // prettier-ignore
    ["a package without a table", { "a.py": `${client}${known}import oss2` }],
    ["a file that does not parse", { "a.py": `${client}${known}`, "b.py": "def (:\n" }],
    ["a variable of TypeScript", { "a.ts": `${node}let name = "a";\n[name] = input();\nawait client.getTool(name);` }],
    ["a member beside others that are spread", { "a.ts": `${node}const more = input();\nawait client.getTool({ toolName: "a", ...more });` }], // prettier-ignore
    ["a variable of Go", { "a.go": go('\tname := "a"\n\tread(&name)\n\tclient.GetTool(&name)') }],
  ])("%s", (_, files) => {
    expect(resourcesOf(tool, files)).toEqual(["tools/*"]);
  });

  it("code in a language that is not read", () => {
    expect(resourcesOf(tool, { "a.py": `${client}${known}` }, new Map([["java", 1]]))).toEqual(["tools/*"]);
  });
});

it("says where a name is missing, and gives all calls of the action the same resource", () => {
  const { needs } = needsOf(scanned({ "a.py": `${client}${known}client.get_tool(input())` }));
  expect(needs.map(({ resource, why, sites }) => [resource.split("/").at(-1), why, sites.length])).toEqual([
    ["*", [
      "a scan does not know the region",
      "a scan does not know the workspace",
      "a scan does not know the tool",
      "a.py:4 calls it with a name that is not known",
    ], 2],
  ]); // prettier-ignore
});

it("is told in code, whatever other principals call by commands", () => {
  const scan = scanFiles({
    files: [
      { file: "a.py", kind: "python", text: `${client}${known}` },
      { file: "b.sh", kind: "shell", text: "ar skill get other\nar nothing\n" },
    ],
    unread: [],
    skipped: [],
    otherLanguages: new Map(),
  });
  const names = (part?: "code") =>
    needsOf(scan, part === undefined ? {} : { part })
      .needs.filter(({ action }) => action === tool)
      .map(({ resource }) => resource.split("/").at(-1));
  expect([names("code"), names()]).toEqual([["search"], ["*"]]);
});

it("names credentials in a request by feature", () => {
  const scan = scanned({ "a.py": `${sdk}Credential.get_by_name('openai')` });
  expect(needsOf(scan, { workspace: "a" }).needs[0]).toMatchObject({
    action: credential,
    resource: "acs:agentrun:*:*:workspaces/a/credentials/openai",
  });
});
