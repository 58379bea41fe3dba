import { Annotations, App, Aspects, type IAspect, TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { InvokeAccess, PolicyFindings } from "../../../lib";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";
import { RamPolicy } from "../../../lib/provider-alicloud/ram-policy";

const document = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "oss:GetObject", Resource: "acs:oss:*:*:bucket/*" }],
});

let reads = 0;

function stackIn(scope: Construct, id: string): TerraformStack {
  const stack = new TerraformStack(scope, id);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  return stack;
}

/** A policy that counts how often it is read. */
class CountedPolicy extends RamPolicy {
  public override toTerraform(): unknown {
    reads += 1;
    return super.toTerraform();
  }
}

function policyIn(scope: Construct, policyName: string, id = "Policy"): RamPolicy {
  return new CountedPolicy(scope, id, { policyName, policyDocument: document });
}

/** An app with a stack for each name, each with a policy of that name, all of them checked. */
function appOf(...names: readonly string[]) {
  const app = Testing.app();
  const stacks = names.map((_, index) => stackIn(app, `s${index}`));
  const policies = stacks.map((stack, index) => policyIn(stack, names[index]!));
  PolicyFindings.check(app);
  return { app, stacks, policies };
}

/** What RAM407 says in the tree, as the place of the second name. */
function twice(app: App): readonly string[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata.flatMap(({ data }) => {
      const match = /^RAM407 (\S+): .* which (\S+) of another stack/.exec(String(data));
      return match === null ? [] : [`${match[1]} = ${match[2]}`];
    }),
  );
}

/** Errors that a synth of an app ends with. */
function failureOf(app: App): string {
  try {
    app.synth();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

function readsOf(synth: () => unknown): number {
  reads = 0;
  synth();
  return reads;
}

it.each([1, 2, 20])("reads each resource of %i stacks once for all checks", (count) => {
  const names = Array.from({ length: count }, (_, index) => `policy-${index % 3}`);
  const unchecked = Testing.app();
  for (const [index, name] of names.entries()) policyIn(stackIn(unchecked, `s${index}`), name);
  const { app } = appOf(...names);

  const ofFramework = readsOf(() => {
    unchecked.synth();
  });
  for (const _ of ["first", "second"]) {
    const all = readsOf(() => {
      app.synth();
    });
    expect(all - ofFramework).toBe(count);
  }
});

it("names the nearest earlier stack that has the name", () => {
  const { app } = appOf("same", "other", "SAME", "same");
  app.synth();
  expect(twice(app)).toEqual(["s2/Policy = s0/Policy", "s3/Policy = s2/Policy"]);
});

const rename: IAspect = {
  visit: (construct) => {
    if (construct instanceof RamPolicy) construct.policyName = "b";
  },
};

// Each row: what changes after the first synth of stacks with the names a and b, and what the second one says.
it.each<readonly [string, (made: ReturnType<typeof appOf>) => void, readonly string[]]>([
  ["nothing", () => undefined, []],
  [
    "a resource is added to the earlier stack",
    ({ stacks }) => policyIn(stacks[0]!, "b", "More"),
    ["s1/Policy = s0/More"],
  ],
  [
    "a resource is added to the later stack",
    ({ stacks }) => policyIn(stacks[1]!, "a", "More"),
    ["s1/More = s0/Policy"],
  ],
  [
    "an override renames the earlier one",
    ({ policies }) => {
      policies[0]!.addOverride("policy_name", "b");
    },
    ["s1/Policy = s0/Policy"],
  ],
  [
    "an Aspect renames the earlier one",
    ({ stacks }) => {
      Aspects.of(stacks[0]!).add(rename);
    },
    ["s1/Policy = s0/Policy"],
  ],
  ["a stack is added", ({ app }) => policyIn(stackIn(app, "s2"), "a"), ["s2/Policy = s0/Policy"]],
  [
    "a stack is added inside the first one",
    ({ stacks }) => policyIn(stackIn(stacks[0]!, "inner"), "a"),
    ["s0/inner/Policy = s0/Policy"],
  ],
])("a second synth sees what has changed: %s", (_, change, expected) => {
  // After a synth of the app, after one that failed, and after stacks that were validated by themselves.
  const firsts: readonly ((made: ReturnType<typeof appOf>) => void)[] = [
    ({ app }) => {
      app.synth();
    },
    ({ app, stacks }) => {
      stacks[1]!.node.addValidation({ validate: () => (isFailing ? ["fails"] : []) });
      let isFailing = true;
      expect(failureOf(app)).toContain("fails");
      isFailing = false;
    },
    ({ stacks }) => {
      for (const stack of stacks) Testing.synth(stack, true);
    },
  ];
  for (const first of firsts) {
    const made = appOf("a", "b");
    first(made);
    expect(twice(made.app)).toEqual([]);
    change(made);
    made.app.synth();
    expect(twice(made.app)).toEqual(expected);
  }
});

it("validates a stack by itself against the others as they are now", () => {
  const { app, stacks, policies } = appOf("a", "b", "c");
  Testing.synth(stacks[0]!, true);
  policies[0]!.policyName = "b";
  Testing.synth(stacks[1]!, true);
  expect(twice(app)).toEqual(["s1/Policy = s0/Policy"]);

  policies[1]!.policyName = "c";
  Testing.synth(stacks[2]!, true);
  expect(twice(app)).toEqual(["s1/Policy = s0/Policy", "s2/Policy = s1/Policy"]);
});

it("starts anew after a synth that ends at an error annotation of a stack that was validated", () => {
  const { app, stacks, policies } = appOf("a", "b", "c");
  Annotations.of(stacks[1]!).addError("stop");
  expect(failureOf(app)).toContain("stop");
  policies[0]!.policyName = "c";
  Testing.synth(stacks[2]!, true);
  expect(twice(app)).toEqual(["s2/Policy = s0/Policy"]);
});

it("compares stacks inside stacks, and what comes after them", () => {
  const app = Testing.app();
  const outer = stackIn(app, "outer");
  policyIn(outer, "a");
  for (const id of ["one", "two"]) policyIn(stackIn(outer, id), "a");
  policyIn(stackIn(app, "last"), "a");
  PolicyFindings.check(app);
  for (const _ of ["first", "second"]) {
    app.synth();
    expect(twice(app)).toEqual([
      "outer/one/Policy = outer/Policy",
      "outer/two/Policy = outer/one/Policy",
      "last/Policy = outer/two/Policy",
    ]);
  }
});

it("reads the documents of a stack again in each synth", () => {
  const { app, policies } = appOf("a", "b");
  app.synth();
  policies[1]!.addOverride("policy_document", JSON.stringify({ Version: "2012" }));
  expect(failureOf(app)).toContain("RAM102");
  policies[1]!.addOverride("policy_document", document);
  expect(failureOf(app)).toBe("");
});

it("keeps two apps, and two copies of the library in one app, apart", () => {
  const { app, stacks } = appOf("a", "a");
  let copy: typeof import("../../../lib") | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof import("../../../lib")>("../../../lib");
  });
  expect(copy!.PolicyFindings).not.toBe(PolicyFindings);
  copy!.PolicyFindings.check(app);
  copy!.RamQuotas.override(app, { customPoliciesPerPrincipal: 12 });
  new InvokeAccess(stacks[0]!, "Invoke", { attachTo: { users: ["user"] } });
  app.synth();
  expect(twice(app)).toEqual(["s1/Policy = s0/Policy", "s1/Policy = s0/Policy"]); // each copy checks all
  const other = appOf("a");
  other.app.synth();
  expect(twice(other.app)).toEqual([]);
});
