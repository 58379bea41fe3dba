import { App, TerraformResource, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { InvokeAccess, PolicyFindings, constructProblemIds } from "../../../lib";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";
import { RamPolicy } from "../../../lib/provider-alicloud/ram-policy";

const refused = JSON.stringify({ Version: "2012" });
const escalating = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "ram:AttachPolicyToRole", Resource: "*" }],
});

function stackIn(scope: Construct, name: string): TerraformStack {
  const stack = new TerraformStack(scope, name);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  return stack;
}

/** A stack with a policy that other code put there. */
function raw(scope: Construct, name: string, policyDocument: string): TerraformStack {
  const stack = stackIn(scope, name);
  new RamPolicy(stack, "Raw", { policyName: `${stack.node.path.replaceAll("/", "-")}-raw`, policyDocument });
  return stack;
}

/** A stack with something of this library. */
function own(scope: Construct, name: string): TerraformStack {
  const stack = stackIn(scope, name);
  new InvokeAccess(stack, "Invoke", { attachTo: { users: [`${name}-user`] } });
  return stack;
}

/** Ids and places that synth of the app fails with; none where it passes. */
function refusedIn(app: App): readonly string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/(RAM\d{3}) (\S+)/g)].map(([, id, place]) => `${id} ${place}`);
  }
}

/** Warnings as the manifest of the synthesized app has them, for the CLI to show. */
function shownIn(app: App): readonly string[] {
  return Object.values(app.manifest.stacks).flatMap(({ annotations }) =>
    annotations.map(({ constructPath, message }) => `${constructPath} ${message.slice(0, 6)}`),
  );
}

const both = ["RAM102 b/Raw", "RAM103 b/Raw"];

// Each row: what the app holds, in its order, and what synth refuses, once each.
it.each<readonly [string, (app: App) => void, readonly string[]]>([
  [
    "a stack after one with a construct of this library",
    (app) => {
      own(app, "a");
      raw(app, "b", refused);
    },
    both,
  ],
  [
    "a stack before one with a construct of this library",
    (app) => {
      raw(app, "b", refused);
      own(app, "a");
    },
    both,
  ],
  [
    "a stack that is made last and synthesized first",
    (app) => {
      const group = new Construct(app, "group");
      own(app, "a");
      raw(group, "b", refused);
    },
    both.map((one) => one.replace("b/", "group/b/")),
  ],
  [
    "a stack inside another stack",
    (app) => {
      raw(own(app, "a"), "b", refused);
    },
    both.map((one) => one.replace("b/", "a/b/")),
  ],
  [
    "a stack in a tree of which none is checked",
    (app) => {
      raw(app, "b", refused);
    },
    [],
  ],
  [
    "such a tree, where someone asks for it",
    (app) => {
      PolicyFindings.check(raw(app, "b", refused));
    },
    both,
  ],
  [
    "such a tree, where someone asks for it twice, and before there is a stack",
    (app) => {
      PolicyFindings.check(app);
      PolicyFindings.check(app);
      raw(app, "b", refused);
    },
    both,
  ],
])("synth refuses what RAM would, once: %s", (_, build, expected) => {
  const app = Testing.app();
  build(app);
  expect(refusedIn(app)).toEqual(expected);
});

it("shows what people regret once, in stacks made before and after, synthesized again or not", () => {
  const app = Testing.app();
  raw(app, "before", escalating);
  own(app, "own");
  raw(app, "after", escalating);
  expect(refusedIn(app)).toEqual([]);
  expect([...shownIn(app)].sort()).toEqual(["after RAM721", "before RAM721"]);
  expect(refusedIn(app)).toEqual([]);
  expect(shownIn(app)).toHaveLength(2);
});

it("checks names over all stacks, also where a stack has nothing of this library", () => {
  const app = Testing.app();
  own(app, "a");
  const stack = stackIn(app, "b");
  for (const id of ["One", "Two"]) {
    new RamPolicy(stack, id, { policyName: "same", policyDocument: escalating });
  }
  expect(() => {
    app.synth();
  }).toThrow(`[b] ${constructProblemIds.policyNameTwice}: 2 policies named same: b/One, b/Two`);
});

it("checks stacks and resources of another copy of the framework", () => {
  let copy: typeof import("cdktf") | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof import("cdktf")>("cdktf");
  });
  expect(copy!.TerraformStack).not.toBe(TerraformStack);
  const app = Testing.app();
  own(app, "a");
  const stack = new copy!.TerraformStack(app, "b");
  class Policy extends copy!.TerraformResource {
    protected override synthesizeAttributes(): Record<string, unknown> {
      return { policy_name: "raw", policy_document: refused };
    }
  }
  const policy: TerraformResource = new Policy(stack, "Raw", { terraformResourceType: "alicloud_ram_policy" });
  expect(policy).not.toBeInstanceOf(TerraformResource);
  expect(refusedIn(app)).toEqual(both);
});

it("leaves resources of other providers alone", () => {
  const app = Testing.app();
  own(app, "a");
  const stack = new TerraformStack(app, "b");
  let asked = 0;
  class Other extends TerraformResource {
    public override toTerraform(): unknown {
      asked++;
      return super.toTerraform();
    }
  }
  new Other(stack, "Other", { terraformResourceType: "null_resource" });
  PolicyFindings.of(app);
  expect(asked).toBe(0);
  expect(refusedIn(app)).toEqual([]);
});
