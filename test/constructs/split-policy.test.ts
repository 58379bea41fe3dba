import { TerraformStack, Testing } from "cdktf";
import { CustomPolicy, PolicyStatement, RamQuotas, Role, TrustPolicy } from "../../lib";
import { type Resources, type Synthesized, newStack, problemIdsOf, synth } from "./support";

const attachmentType = "alicloud_ram_group_policy_attachment";

/** Statements of about 100 bytes each, about buckets of their own. */
function statements(count: number): readonly PolicyStatement[] {
  return Array.from({ length: count }, (_, index) =>
    PolicyStatement.allow({ actions: ["oss:GetObject", "oss:PutObject"], resources: `acs:oss:*:*:bucket${index}/*` }),
  );
}

function long(stack: TerraformStack, count = 100): CustomPolicy {
  return new CustomPolicy(stack, "Long", {
    policyName: "long",
    document: statements(count),
    attachTo: { groups: ["dev"] },
  });
}

/** Arguments of resources by their names. */
function byName(resources: Resources, type: string, argument: string) {
  return new Map(Object.entries(resources[type] ?? {}).map(([id, args]) => [args[argument], { id, ...args }]));
}

function resourcesOf(build: (stack: TerraformStack) => void): Resources {
  return synth(build).resource ?? {};
}

it("a document too long for RAM becomes several policies, all attached, in its order of numbers", () => {
  const resources = resourcesOf((stack) => long(stack));
  const policies = [...byName(resources, "alicloud_ram_policy", "policy_name")];
  expect(policies.length).toBeGreaterThan(1);
  const names = policies.map(([name]) => String(name)).sort();
  expect(names[0]).toBe("long");
  for (const name of names.slice(1)) expect(name).toMatch(/^long-\d+$/);
  const granted = policies.flatMap(([, policy]) => {
    const text = String((policy as Readonly<Record<string, unknown>>)["policy_document"]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(6144);
    return (JSON.parse(text) as { readonly Statement: readonly { readonly Resource: readonly string[] }[] }).Statement;
  });
  expect(granted).toHaveLength(100);
  const attached = Object.values(resources[attachmentType] ?? {}).map((one) => one["policy_name"]);
  expect(attached.sort()).toEqual(policies.map(([, { id }]) => `\${alicloud_ram_policy.${id}.policy_name}`).sort());
});

it("a statement is attached in its new place before it leaves the old one, and leaves late", () => {
  const resources = resourcesOf((stack) => long(stack));
  const isFirst = (name: unknown): boolean => name === "long" || String(name).includes("Long_Policy_");
  const policies = Object.entries(resources["alicloud_ram_policy"] ?? {});
  const first = policies.find(([, { policy_name: name }]) => isFirst(name));
  const others = policies.filter(([, { policy_name: name }]) => !isFirst(name));
  const attachments = Object.entries(resources[attachmentType] ?? {}).filter(
    ([, { policy_name: name }]) => !isFirst(name),
  );
  expect(others.length).toBeGreaterThan(0);
  expect(attachments).toHaveLength(others.length);
  expect(new Set(first?.[1]["depends_on"] as readonly string[])).toEqual(
    new Set([
      ...others.map(([id]) => `alicloud_ram_policy.${id}`),
      ...attachments.map(([id]) => `${attachmentType}.${id}`),
    ]),
  );
  expect(first?.[1]["lifecycle"]).toBeUndefined();
  for (const [, { lifecycle }] of [...others, ...attachments])
    expect(lifecycle).toEqual({ create_before_destroy: true });
});

it("attachments that a role makes of its policies are in the order too, in its stack", () => {
  const build = (stack: TerraformStack, policy: CustomPolicy) =>
    new Role(stack, "R", { roleName: "r", trust: TrustPolicy.forServices("fc.aliyuncs.com"), policies: [policy] });
  const type = "alicloud_ram_role_policy_attachment";
  const resources = resourcesOf((stack) => build(stack, long(stack)));
  const policies = Object.entries(resources["alicloud_ram_policy"] ?? {});
  const [, first] = policies.find(([, { policy_name: name }]) => name === "long")!;
  const attachments = Object.entries(resources[type] ?? {});
  const later = attachments.filter(([, { policy_name: name }]) => !String(name).includes("Long_Policy_"));
  expect(later).toHaveLength(policies.length - 1);
  for (const [id, { lifecycle }] of later) {
    expect(first["depends_on"]).toContain(`${type}.${id}`);
    expect(lifecycle).toEqual({ create_before_destroy: true });
  }

  const app = Testing.app();
  const stack = newStack(app);
  build(new TerraformStack(app, "other"), long(stack));
  const { resource } = JSON.parse(Testing.synth(stack, true)) as Synthesized;
  expect(JSON.stringify(resource?.["alicloud_ram_policy"])).not.toContain(`${type}.`);
});

it("whoever attaches the policy later attaches all of it", () => {
  const resources = resourcesOf((stack) => {
    const policy = long(stack);
    policy.attach({ users: ["alice"] });
    new Role(stack, "R", { roleName: "r", trust: TrustPolicy.forServices("fc.aliyuncs.com"), policies: [policy] });
  });
  const count = Object.keys(resources["alicloud_ram_policy"] ?? {}).length;
  for (const type of ["alicloud_ram_user_policy_attachment", "alicloud_ram_role_policy_attachment"]) {
    expect(Object.keys(resources[type] ?? {})).toHaveLength(count);
  }
});

it("one statement more leaves the names of the policies that there are, and most of their documents", () => {
  const documents = (count: number) =>
    new Map(
      [
        ...byName(
          resourcesOf((stack) => long(stack, count)),
          "alicloud_ram_policy",
          "policy_name",
        ),
      ].map(([name, policy]) => [name, (policy as Readonly<Record<string, unknown>>)["policy_document"]]),
    );
  const [before, after] = [documents(200), documents(201)];
  const changed = [...before].filter(([name, text]) => after.get(name) !== text);
  expect(changed.length).toBeLessThanOrEqual(1);
});

it("a document that fits stays one policy without order", () => {
  const resources = resourcesOf((stack) => long(stack, 10));
  const [only, ...others] = Object.values(resources["alicloud_ram_policy"] ?? {});
  expect([only?.["depends_on"], only?.["lifecycle"], others]).toEqual([undefined, undefined, []]);
});

it("refuses more policies than a principal can have", () => {
  expect(problemIdsOf((stack) => long(stack, 3000))).toContain("RAM121 test/Long");
  const raised = (stack: TerraformStack): void => {
    RamQuotas.override(stack, { customPoliciesPerPrincipal: 40 });
    long(stack, 3000);
  };
  expect(problemIdsOf(raised)).toEqual([]);
});

it("a statement too large for a policy, about everything except some actions, cannot be split", () => {
  const notActions = Array.from({ length: 400 }, (_, index) => `oss:Action${index}`);
  const stack = new TerraformStack(Testing.app(), "test");
  new CustomPolicy(stack, "P", { document: [PolicyStatement.deny({ notActions, resources: "*" })] });
  expect(() => Testing.synth(stack, true)).toThrow(/RAM120 document\.Statement\[0\]/);
});
