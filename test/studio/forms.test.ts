import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { feature, featureKeys, workspaceRoles } from "../../lib/catalog";
import { PolicyError } from "../../lib/policy";
import { secretFlagNames, secretFlags } from "../../lib/cli/request-flags";
import { builtOf } from "../../studio/src/build/built";
import { type Forms, type ShellCode, formsOf, formsOfTeam } from "../../studio/src/build/forms";
import { moduleFolder } from "../../studio/src/build/module";
import { type Team, canBeAttached, teamOf } from "../../studio/src/build/team";
import { conditionsText, namedRestrictions } from "../../studio/src/build/request";
import { call } from "../cli/support/call";
import { temporaryFiles } from "../support/temporary-files";
import { grantedByFolder, grantedByTypeScript, permissionsOf, wordsOf, writeModule } from "./support/granted";

const files = temporaryFiles("studio-forms");
let folders = 0;

type Values = Readonly<Record<string, string>>;

function freshFolder(): string {
  folders += 1;
  return path.join(files.folder, String(folders));
}

const fieldsOf = (values: Values): ReadonlyMap<string, string> =>
  new Map(Object.entries(values).filter(([, value]) => value !== ""));

/** The words of a command of `agentrun-ram`. */
function argumentsIn(words: readonly string[] | undefined): readonly string[] {
  const [npx, program, ...given] = words ?? [];
  expect([npx, program]).toEqual(["npx", "agentrun-ram"]);
  return given;
}

/** What the command line of the page prints, run as the shell would run it. */
function printedBy({ command }: ShellCode): readonly string[] {
  const [first, second] = wordsOf(command);
  const { code, out } = call(...argumentsIn(first));
  expect(code).toBe(0);
  if (second === undefined) return [out];
  const then = argumentsIn(second).map((word) => (word === "-" ? files.file("whole.json", out) : word));
  const split = call(...then);
  expect(split.code).toBe(0);
  return (JSON.parse(split.out) as readonly object[]).map((one) => JSON.stringify(one));
}

const attachedTo = (group: string): string =>
  group === "" ? "nobody" : `alicloud_ram_group_policy_attachment ${group}`;

/** Every form of a request grants what its JSON does, to the same group, or says that it cannot. */
function checkForms(values: Values): "same" | "refused" {
  let built: ReturnType<typeof builtOf>;
  try {
    built = builtOf(fieldsOf(values));
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError); // which the page shows
    return "refused";
  }
  const { parts, group } = built;
  const forms = formsOf(built);
  const granted = { [attachedTo(group)]: permissionsOf(parts) };
  expect(printedBy(forms.shell()).map((text) => JSON.parse(text) as unknown)).toEqual(parts.map((one) => one.toJson()));
  expect(grantedByTypeScript(forms.typescript())).toEqual(granted);
  if (hasWildcardPlace(values)) {
    expect(forms.hcl).toThrow(/RAM627/);
    return "same";
  }
  const folder = freshFolder();
  writeModule(folder, forms.hcl());
  expect(grantedByFolder(folder)).toEqual(granted);
  return "same";
}

function hasWildcardPlace({ workspace = "", region = "" }: Values): boolean {
  return workspace.includes("*") || (region !== "*" && region.includes("*"));
}

const requests: Readonly<Record<string, Values>> = {
  "a feature": { "feature.agents": "view" },
  "classes and places": {
    ...{ "feature.sandboxes": "view,manage", "feature.invocation": "invoke", "feature.workflows": "view" },
    ...{ workspace: "team-a", region: "cn-hangzhou", account: "1234567890123456" },
    ...{ withoutNodes: "triggers,knowledgeBase", group: "sandbox-team" },
  },
  "names and what is asked for by name": {
    ...{ "feature.agents": "manage", "within.runtimes": "shop, billing", workspace: "team-a" },
    ...{ "secret.accessTokens": "1", "secret.signedUrls": "1", credentials: "openai", shell: "1" },
    ...{ passRoles: "AliyunAgentRunDefaultRole", except: "agentrun:DeleteAgentRuntime", actions: "agentrun:GetTool" },
  },
  "conditions, with texts that Terraform and shells would read": {
    "feature.agents": "manage",
    conditions: conditionsText([
      { on: "all", operator: "IpAddress", key: "acs:SourceIp", values: "10.0.0.0/8, 192.0.2.1" },
      { on: "all", operator: "StringLike", key: "acs:UserAgent", values: "${var.x}*, %{if}, it's $(x) \"`y`" },
      { on: "dangerous", operator: "Bool", key: "acs:MFAPresent", values: "true" },
    ]),
    generation: "functionai",
  },
  "names that begin like options": { "feature.agents": "view", "within.runtimes": "-a, --b" },
  "a place that narrows nothing": { "feature.cdn": "view", workspace: "team-a" },
  "patterns of places": { "feature.agents": "view", workspace: "team-*", region: "cn-*" },
  "the authorization page": { "feature.agents": "manage", workspace: "team-a", workspaceScope: "documented" },
  "everything, in several policies": {
    ...Object.fromEntries(
      featureKeys()
        .slice(0, 12)
        .map((key) => [`feature.${key}`, feature(key).classes.join(",")]),
    ),
    ...{ workspace: "team-a", group: "everyone" },
  },
};

describe("a policy for features is the same in every form", () => {
  it.each(Object.entries(requests))("%s", (_, values) => {
    expect(checkForms(values)).toBe("same");
  });

  it("whatever is chosen", () => {
    const names = fc.subarray(["shop", "billing", "a.b_c", "x*"]).map((some) => some.join(", "));
    const text = (...some: readonly string[]) => fc.constantFrom("", "", ...some);
    const features = fc
      .uniqueArray(fc.constantFrom(...featureKeys()), { minLength: 1, maxLength: 5 })
      .chain((keys) =>
        fc.record(
          Object.fromEntries(
            keys.map((key) => [
              `feature.${key}`,
              fc.subarray([...feature(key).classes], { minLength: 1 }).map((some) => some.join(",")),
            ]),
          ),
        ),
      );
    const others = fc.record({
      workspace: text("team-a", "a_b.c", "team-*"),
      region: text("cn-hangzhou", "*"),
      account: text("1234567890123456", "*"),
      ...Object.fromEntries(namedRestrictions.map((name) => [`within.${name}`, fc.oneof(fc.constant(""), names)])),
      ...Object.fromEntries(secretFlagNames.map((name) => [`secret.${secretFlags[name].part}`, text("1")])),
      credentials: text("openai", "*", "openai, other"),
      passRoles: text("AliyunAgentRunDefaultRole", "a, b"),
      shell: text("1"),
      actions: text("agentrun:GetTool", "agentrun:NoSuchAction"),
      group: text("sandbox-team"),
      generation: text("devs", "functionai"),
      workspaceScope: text("documented"),
      conditions: text(
        "all\tIpAddress\tacs:SourceIp\t10.0.0.0/8",
        "dangerous\tBool\tacs:MFAPresent\ttrue\nall\tStringEquals\tacs:SourceVpc\tvpc-1, vpc-2",
      ),
    });
    const counts = { same: 0, refused: 0 };
    fc.assert(
      fc.property(features, others, text("triggers", "knowledgeBase,functionCompute"), (chosen, given, nodes) => {
        const withoutNodes = "feature.workflows" in chosen ? nodes : "";
        counts[checkForms({ ...chosen, ...given, withoutNodes })] += 1;
      }),
      { seed: 20261128, numRuns: 8 * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1) },
    );
    expect(counts.same).toBeGreaterThan(counts.refused);
  });
});

/** Who has the policies of a team, by where they apply. */
function grantedToTeam({ policies, group, resourceGroup }: Team): object {
  const inGroup = policies.filter(({ where }) => where === "inResourceGroup");
  const others = policies.filter(({ where }) => where !== "inResourceGroup");
  const { id = "", accountAlias = "" } = resourceGroup ?? {};
  const whom = `alicloud_resource_manager_policy_attachment ${group}@group.${accountAlias}.onaliyun.com in ${id}`;
  return {
    [attachedTo(group)]: permissionsOf(others.map(({ document }) => document)),
    ...(inGroup.length === 0 ? {} : { [whom]: permissionsOf(inGroup.map(({ document }) => document)) }),
  };
}

const shortTexts = (...some: readonly string[]) => fc.constantFrom(...some);
const account = "1234567890123456";
const teams = fc.sample(
  fc.record({
    team: fc.constantFrom(...workspaceRoles),
    workspace: shortTexts("team-a", "a_b.c"),
    region: shortTexts("", "cn-hangzhou", "*"),
    account: shortTexts(account),
    "team.resourceGroup": shortTexts("", "rg-team-a"),
    workspaceScope: shortTexts("", "documented"),
    credentials: shortTexts("", "openai, other", "*"),
    "secret.accessTokens": shortTexts("", "1"),
    passRoles: shortTexts("", "AliyunAgentRunDefaultRole, team-a-agents"),
    group: shortTexts("", "builders"),
  }),
  { seed: 20261128, numRuns: 6 * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1) },
);

describe("the policies of a team are the same in every form", () => {
  it.each(teams.map((values) => [Object.values(values).join(" "), values] as const))("%s", (_, values) => {
    const team = teamOf(fieldsOf(values));
    const forms = formsOfTeam(team);
    const granted = grantedToTeam(team);
    expect(canBeAttached(team)).toBe(true);
    expect(grantedByTypeScript(forms.typescript())).toEqual(granted);
    const folder = freshFolder();
    writeModule(folder, forms.hcl());
    expect(grantedByFolder(folder)).toEqual(granted);
    const { command, call: use } = forms.shell();
    expect(use).toBe(forms.hcl().call);
    expect(sourcesBy(command)).toBe(forms.hcl().sources);
  });
});

/** What the command of the page writes, where the page says it: the sources of the module as one. */
function sourcesBy(command: string): string {
  const folder = freshFolder();
  const words = argumentsIn(wordsOf(command)[0]);
  expect(words.slice(-2)).toEqual(["--output", moduleFolder]);
  expect(call(...words.slice(0, -1), folder).code).toBe(0);
  return ["versions", "variables", "main", "outputs"]
    .map((name) => readFileSync(path.join(folder, `${name}.tf`), "utf8").replace(/^# generated by .*\n\n/, ""))
    .join("\n");
}

describe("what a form cannot say, it refuses", () => {
  const refusals: readonly (readonly [string, keyof Forms, Values, RegExp])[] = [
    ["a module of places with wildcards", "hcl", { "feature.agents": "view", workspace: "team-*" }, /RAM627/],
    ["a module of regions with wildcards", "hcl", { "feature.agents": "view", region: "cn-*" }, /RAM627/],
    [
      "an option for a key with =",
      "shell",
      { "feature.agents": "view", conditions: "all\tStringEquals\ta=b\tx" },
      /RAM629 conditions.StringEquals: the condition key "a=b"/,
    ],
  ];

  it.each(refusals)("%s", (_, form, values, problem) => {
    const forms = formsOf(builtOf(fieldsOf(values)));
    expect(forms[form]).toThrow(problem);
    expect(forms.typescript).not.toThrow();
  });

  it.each(["*", "team-*"])("a team in the workspaces %s, some of which are of other teams", (workspace) => {
    expect(() => teamOf(fieldsOf({ team: "viewer", workspace }))).toThrow(/RAM627 workspace/);
  });

  it("an attachment in a resource group without the account, or with a pattern of accounts", () => {
    const values = { team: "viewer", workspace: "team-a", "team.resourceGroup": "rg-team-a" };
    expect(canBeAttached(teamOf(fieldsOf(values)))).toBe(false);
    expect(canBeAttached(teamOf(fieldsOf({ ...values, account: "*" })))).toBe(false);
    expect(canBeAttached(teamOf(fieldsOf({ ...values, account })))).toBe(true);
  });
});
