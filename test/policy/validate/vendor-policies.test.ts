import { knownActions } from "../../../lib/catalog";
import { validate } from "../../../lib/policy";
import fcDocs from "../../fixtures/fc-docs-policies.json";
import practice from "../../fixtures/workspace-practice-policies.json";

/** Why each warning about a policy of the vendor is right, by the policy's purpose. */
const explained: Readonly<Record<string, readonly (readonly [id: string, place: string, why: string])[]>> = {
  "a team administrator: every AgentRun action, limited to the named resource groups (custom policy instead of AdministratorAccess granted at resource-group scope)":
    [["RAM723", "Statement[0].Action", "agentrun:* returns the secrets of credentials and access tokens"]],
  "a developer: works with the resources inside one workspace": [
    ...[practice.policies[2]!.document.Statement[0]!.Action]
      .flat()
      .flatMap((action, index) =>
        practice.comparison.workspaceScopedHereButAllResourcesOnAuthorizationPage.some((one) =>
          action.endsWith(`:${one}`),
        )
          ? [
              [
                "RAM712",
                `Statement[0].Action[${index}]`,
                "the authorization page has it on all resources only",
              ] as const,
            ]
          : [],
      ),
    ["RAM741", "Statement[0].Resource", "the page prints a placeholder in place of an account id"],
  ],
  "a RAM user updates an OSS trigger: ram:PassRole": [
    ["RAM722", "Statement[0].Action[0]", "the roles can be passed to every service"],
  ],
  "create, get and invoke functions, with ram:PassRole": [
    ["RAM722", "Statement[1].Action[0]", "the roles can be passed to every service"],
  ],
  "see logs": [["RAM710", "Statement[0].Action[1]", "log:ListLogStores has a last letter that the page lacks"]],
  "OSS triggers": [["RAM710", "Statement[0].Action[0]", "oss:ListBuckets has a last letter that the page lacks"]],
  "use of FunModel (devs generation)": [
    ["RAM723", "Statement[1].Action", "devs:* returns tokens and authorizations"],
    ["RAM723", "Statement[16].Action[0]", "agentrun:Get* returns the secrets of credentials and access tokens"],
  ],
  "use of FunArt image projects (devs generation)": [
    ["RAM723", "Statement[1].Action", "devs:* returns tokens and authorizations"],
  ],
};

interface VendorPolicy {
  readonly purpose: string;
  readonly kind?: string;
  readonly document: unknown;
}

/** Fragments are statements as text, which the page shows without a document around them. */
function textOf({ kind, document }: VendorPolicy): string {
  if (kind !== "fragment" && kind !== "statement") return JSON.stringify(document);
  const statements: unknown = kind === "fragment" ? JSON.parse(`[${String(document)}]`) : [document];
  return JSON.stringify({ Version: "1", Statement: statements });
}

const policies: readonly VendorPolicy[] = [...practice.policies, ...fcDocs.policies];

it("are 37 policies, and what is explained is about them", () => {
  expect(policies).toHaveLength(37);
  expect(Object.keys(explained).filter((purpose) => !policies.some((one) => one.purpose === purpose))).toEqual([]);
});

it.each(policies)("$purpose", (policy) => {
  const kind = policy.kind === "trust" ? "trust" : "identity";
  const { findings } = validate(textOf(policy), kind, { knowledge: knownActions });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const found = findings.map(({ id, path }) => `${id} ${path}`);
  expect(found).toEqual((explained[policy.purpose] ?? []).map(([id, path]) => `${id} ${path}`));
});

it("a contradiction of pages is told with both, and is no error", () => {
  const document = practice.policies[2]?.document;
  const { findings } = validate(JSON.stringify(document), "identity", { knowledge: knownActions });
  const contested = findings.filter(({ id }) => id === "RAM712");
  expect(contested).toHaveLength(38);
  for (const { found, severity } of contested) {
    expect(severity).toBe("warning");
    expect(found).toContain("the authorization page (read 2026-11-22) has it on all resources (*) only");
    expect(found).toContain("the workspace practice page (of 2026-07-24, read 2026-11-28) has it on");
  }
});

it.each([
  ["agentrun:GetMemory", "*", ["RAM761"]],
  ["agentrun:RetrieveMemory", "*", ["RAM761"]],
  ["agentrun:GetIMBot", "*", ["RAM710"]],
  ["agentrun:GetBrowserSession", "acs:agentrun:*:*:workspaces/w/*", []],
  ["agentrun:CreateSandbox", "acs:agentrun:*:*:workspaces/w/*", ["RAM712"]],
  ["agentrun:CreateSandbox", "acs:agentrun:*:*:modelproxy/*", ["RAM712"]],
  ["agentrun:GetTool", "acs:agentrun:*:*:workspaces/w/*", []],
])("%s on %s gives %j", (action, resource, ids) => {
  const text = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] });
  const { findings } = validate(text, "identity", { knowledge: knownActions });
  expect(findings.map(({ id }) => id)).toEqual(ids);
  for (const { found } of findings) expect(found).toMatch(/page|document|change log/);
});
