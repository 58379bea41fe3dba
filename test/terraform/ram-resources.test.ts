import { TerraformResource, type TerraformStack } from "cdktf";
import { PolicyFindings, TerraformDeployerPolicy } from "../../lib";
import { catalogAction } from "../../lib/catalog";
import { adopt, readListing } from "../../lib/adopt";
import { deployerCandidates } from "../../lib/denied/candidates/deployer";
import { readDenial } from "../../lib/denied/denial";
import type { GrantModel } from "../../lib/grants/grant-model";
import { grantsOfStack } from "../../lib/grants/grants-of-stack";
import { assembledArguments } from "../../lib/terraform/assembled-documents";
import { documentTextOf } from "../../lib/terraform/document-text";
import { planStack } from "../../lib/terraform/plan";
import { argumentNames, grantArguments, ramResources } from "../../lib/terraform/ram-resources";
import { ramDataSources } from "../../lib/terraform/ram-resources/data-sources";
import { type DeployRule, deploySteps } from "../../lib/terraform/ram-resources/deploy-rule";
import type { RamResource } from "../../lib/terraform/ram-resources/ram-resource";
import { ResourceTexts } from "../../lib/terraform/resource-texts";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import schema from "../../schema/alicloud.json";
import { newStack, problemIdsOf } from "../constructs/support";
import { policyText } from "../review/support/stacks";

interface Block {
  readonly attributes: Readonly<Record<string, { readonly deprecated?: boolean; readonly type?: unknown }>>;
  readonly block_types?: object;
}

const schemas: Readonly<Record<string, { readonly block: Block }>> =
  schema.provider_schemas["registry.terraform.io/aliyun/alicloud"].resource_schemas;

/** Every argument that a row names. */
function argumentsOf(type: string, row: RamResource): readonly string[] {
  const read: string[] = [];
  const record = (argument: string): string => {
    read.push(argument);
    return "";
  };
  row.import?.identity(record, record);
  const { deploy, document, unique, notReviewed, name } = row;
  const assembled = document?.assembledFrom;
  const named = [
    ...read,
    ...grantArguments(type),
    ...(unique?.by ?? []),
    ...(notReviewed?.arguments ?? []),
    ...(assembled === undefined ? [] : assembledArguments[assembled].filter((one) => one !== "dynamic")),
    ...Object.values({ ...deploy?.names, ...deploy?.conditions }),
    ...Object.keys({ ...deploy?.whenSet, ...deploy?.assumedWhenSet, ...row.older }),
    ...[name, document?.argument, deploy?.kind?.argument].filter((one) => one !== undefined),
  ];
  return named.flatMap((argument) => argumentNames(type, argument));
}

describe("rows", () => {
  const known = [...ramResources].filter(([type]) => schemas[type] !== undefined);

  it("there is one for each resource type of the package's schema", () => {
    expect(known.map(([type]) => type).sort()).toEqual(Object.keys(schemas).sort());
  });

  it.each(known)("%s names arguments that the provider has", (type, row) => {
    const { attributes, block_types: blocks } = schemas[type]!.block;
    const named = argumentsOf(type, row);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((one) => !Object.keys({ ...attributes, ...blocks }).includes(one))).toEqual([]);
  });

  it.each(known)("%s names every argument that the provider has renamed, and no other as older", (type, row) => {
    const { attributes } = schemas[type]!.block;
    const deprecated = Object.keys(attributes).filter((one) => attributes[one]?.deprecated === true);
    const assembled = row.document?.assembledFrom;
    const older = Object.values(row.older ?? {}).flat();
    expect(older.filter((one) => !deprecated.includes(one))).toEqual([]);
    const replaced = assembled === undefined ? [] : assembledArguments[assembled];
    expect(deprecated.filter((one) => !older.includes(one) && !replaced.includes(one))).toEqual([]);
  });
});

type Arguments = Readonly<Record<string, unknown>>;

/** Resources of a stack: `<type>.<id>` to their arguments. */
type Resources = Readonly<Record<string, Arguments>>;

const trust = JSON.stringify({
  Version: "1",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Federated: ["acs:ram::1234567890123456:saml-provider/idp"] },
    },
  ],
});

/** What a resource of a type with renamed arguments is made of, by current names; one for each such row. */
const samples: Readonly<Record<string, Arguments>> = {
  alicloud_ram_policy: { policy_name: "team", policy_document: policyText({ allow: "*" }) },
  alicloud_ram_role: { role_name: "team", assume_role_policy_document: trust },
  alicloud_ram_group: { group_name: "team" },
  alicloud_resource_manager_resource_group: { resource_group_name: "team", display_name: "Team" },
};

/** What synth must say of the resources below; without it, equal answers could both be empty. */
const expectedProblems: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_policy: ["RAM302", "RAM403"],
  alicloud_ram_role: ["RAM302", "RAM303", "RAM401", "RAM402", "RAM405"],
  alicloud_ram_group: ["RAM302", "RAM401", "RAM402", "RAM408"],
  alicloud_resource_manager_resource_group: ["RAM302"],
};

const renamed = [...ramResources].flatMap(([type, { older = {} }]) =>
  Object.entries(older).flatMap(([current, names]) => names.map((old) => [type, current, old] as const)),
);

/** Arguments with one of them under another name. */
function rename(given: Arguments, from: string, to: string): Arguments {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name === from ? to : name, value]));
}

function attachmentTypeOf(kind: string): string {
  const [type] = [...ramResources].find(([, { attaches }]) => attaches?.kind === kind)!;
  return type;
}

/** Attachments that refer to a resource: too many, one twice by reference and by name, one to a service-linked role. */
function attachmentsTo(type: string, name: string): Resources {
  const reference = (id: string) => `\${${type}.${id}.${name}}`;
  const { creates } = ramResources.get(type)!;
  const group = "alicloud_ram_group_policy_attachment";
  if (creates === "policy") {
    const by = (policy: string) => ({ policy_name: policy, policy_type: "Custom", group_name: "dev" });
    return { [`${group}.a`]: by(reference("A")), [`${group}.b`]: by("Team") };
  }
  if (creates === "resource group") {
    const inGroup = {
      ...{ policy_name: "AliyunOSSFullAccess", policy_type: "System", resource_group_id: reference("A") },
      ...{ principal_name: "dev@example.onaliyun.com", principal_type: "IMSUser" },
    };
    const scoped = "alicloud_resource_manager_policy_attachment";
    return { [`${scoped}.a`]: inGroup, [`${scoped}.b`]: inGroup };
  }
  const [attachment, principal] = [attachmentTypeOf(creates ?? ""), `${creates ?? ""}_name`];
  const attached = (count: number, policyType: string): readonly (readonly [string, Arguments])[] =>
    Array.from({ length: count }, (_, index) => [
      `${attachment}.${policyType}${index}`,
      { policy_name: `p${index}`, policy_type: policyType, [principal]: index % 2 === 0 ? reference("A") : "team" },
    ]);
  return {
    ...Object.fromEntries([...attached(11, "Custom"), ...attached(21, "System")]),
    [`${attachment}.twice`]: { policy_name: "p0", policy_type: "Custom", [principal]: "Team" },
    [`${attachment}.s`]: { policy_name: "p0", policy_type: "Custom", [principal]: reference("S") },
    "alicloud_ram_user_group_attachment.m": { user_name: "alice", group_name: reference("A") },
  };
}

/** Two resources of one name, one of a service-linked role's name, and what refers to them. */
function resourcesOf(type: string, current: string, written: string, referred: string): Resources {
  const sample = samples[type]!;
  const { name = "" } = ramResources.get(type)!;
  const resource = (own: string) => rename({ ...sample, [name]: own }, current, written);
  return {
    [`${type}.A`]: resource("team"),
    [`${type}.B`]: resource("TEAM"),
    [`${type}.S`]: resource("AliyunServiceRoleForTest"),
    ...attachmentsTo(type, referred),
  };
}

function addTo(stack: TerraformStack, resources: Resources): void {
  for (const [address, given] of Object.entries(resources)) {
    const [type = "", id = ""] = address.split(".");
    const resource = new TerraformResource(stack, id, { terraformResourceType: type });
    for (const [argument, value] of Object.entries(given)) resource.addOverride(argument, value);
  }
}

const denial = readDenial(
  JSON.stringify({ authAction: "ram:CreatePolicy", authPrincipalType: "SubUser", noPermissionType: "ImplicitDeny" }),
  "denial.json",
);

/** What each part of the library says of resources. */
function answersFor(resources: Resources) {
  const build = (stack: TerraformStack) => {
    addTo(stack, resources);
    PolicyFindings.check(stack);
  };
  const live = newStack();
  build(live);
  const byType: Record<string, Record<string, Arguments>> = {};
  for (const [address, given] of Object.entries(resources)) {
    const [type = "", id = ""] = address.split(".");
    (byType[type] ??= {})[id] = given;
  }
  const stack = { ...stackOf("s", "s.json", { resource: byType }), warnings: [] };
  const texts = new ResourceTexts(stack.resources);
  // In a plan Terraform has evaluated the references.
  const planned = Object.entries(resources).map(([address, given]) => {
    const [type, name] = address.split(".");
    const values = Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key, typeof value === "string" ? texts.follow(value) : value]),
    );
    return { address, mode: "managed", type, name, values };
  });
  const plan = planStack("s", "s.json", { planned_values: { root_module: { resources: planned } } });
  const listing = readListing(
    JSON.stringify({
      ListPolicies: { Policies: { Policy: [{ PolicyName: "team", PolicyType: "Custom" }] }, IsTruncated: false },
      ListGroups: { Groups: { Group: [{ GroupName: "team" }] }, IsTruncated: false },
      ListResourceGroups: { ResourceGroups: { ResourceGroup: [{ Name: "team", Id: "rg-1" }] }, TotalCount: 1 },
    }),
    "listing.json",
  );
  return {
    problems: problemIdsOf(build),
    findings: PolicyFindings.of(live),
    deployer: new TerraformDeployerPolicy(newStack(), "D", { stacks: [live] }).document.toText(),
    denied: deployerCandidates([stack])({ denial, principal: undefined }).map(({ document }) => document.toText()),
    grants: grantsOfStack(stack).map(grantsAsText),
    planned: grantsOfStack(plan).map(grantsAsText),
    documents: stack.resources.map((resource) => documentTextOf(resource, texts)?.text),
    adoption: [adopt(stack), adopt(stack, listing)],
  };
}

function grantsAsText({ principals, unattached, unknown }: GrantModel): string {
  return JSON.stringify({ principals, unattached, unknown }, (_, value: unknown) =>
    value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value,
  );
}

describe("old and new names of arguments", () => {
  it("there is a sample for each row that has both", () => {
    expect(Object.keys(samples).sort()).toEqual([...new Set(renamed.map(([type]) => type))].sort());
    expect(Object.keys(expectedProblems).sort()).toEqual(Object.keys(samples).sort());
  });

  const answers = new Map(
    Object.keys(samples).map((type) => {
      const row = ramResources.get(type)!;
      const name = row.name ?? "";
      return [type, answersFor(resourcesOf(type, name, name, row.hasOwnId ? "id" : name))] as const;
    }),
  );

  it.each([...answers])("the current names of %s have answers that are not empty", (type, answer) => {
    expect([...new Set(answer.problems.map((one) => one.slice(0, 6)))].sort()).toEqual(expectedProblems[type]);
    const { document, hasOwnId } = ramResources.get(type)!;
    expect(answer.findings.some(({ id }) => id.startsWith("RAM7"))).toBe(document !== undefined);
    expect(answer.documents.some((one) => one !== undefined)).toBe(document !== undefined);
    for (const text of [answer.deployer, ...answer.denied])
      expect(text).toMatch(hasOwnId ? /resourcegroup/ : /\/team"/);
    expect(answer.denied).toHaveLength(1);
    for (const text of [...answer.grants, ...answer.planned])
      expect(text).toMatch(/"account":\[\{|"resourceGroups":\[\[/);
    expect(answer.adoption.some(({ imports }) => imports.some(({ to }) => to === `${type}.A`))).toBe(true);
  });

  const cases = renamed.flatMap(([type, current, old]) => {
    const { name, hasOwnId } = ramResources.get(type)!;
    const references = hasOwnId ? ["id"] : [...argumentNames(type, name ?? ""), "id"];
    return [current, old].flatMap((written) =>
      references.map((referred) => [type, current, written, referred] as const),
    );
  });

  it.each(cases)("%s: %s written as %s, and references to %s, have the same answers", (...one) => {
    const [type, current, written, referred] = one;
    expect(answersFor(resourcesOf(type, current, written, referred))).toEqual(answers.get(type));
  });
});

it("references to one resource are the same by any name where its own name is not known", () => {
  const attached = (id: string, referred: string) => ({
    [`alicloud_ram_group_policy_attachment.${id}`]: {
      ...{ policy_name: `\${alicloud_ram_policy.P.${referred}}`, policy_type: "Custom", group_name: "dev" },
    },
  });
  const resources = {
    "alicloud_ram_policy.P": { name: "${var.name}", document: policyText({ allow: "oss:Get" }) },
    ...attached("a", "id"),
    ...attached("b", "name"),
    ...attached("c", "policy_name"),
  };
  const problems = problemIdsOf((stack) => {
    addTo(stack, resources);
    PolicyFindings.check(stack);
  });
  expect(problems).toEqual(["RAM302 test"]);
});

it("the catalog knows every action of the provider's calls, so that evidence of a deployment names them", () => {
  const actions = (rule: DeployRule): readonly string[] => [
    ...deploySteps.flatMap((step) => rule.calls[step]),
    ...(rule.forced?.calls ?? []),
    ...Object.values(rule.whenSet ?? {}).flat(),
    ...Object.values(rule.assumedWhenSet ?? {}).flatMap((byTemplate) => Object.values(byTemplate).flat()),
  ];
  const rules = [...ramResources.values(), ...ramDataSources.values()].map(({ deploy }) => deploy);
  const used = new Set(rules.flatMap((rule) => (rule === undefined ? [] : actions(rule))));
  expect(used.size).toBeGreaterThan(40);
  expect([...used].filter((action) => catalogAction(action) === undefined)).toEqual([]);
});
