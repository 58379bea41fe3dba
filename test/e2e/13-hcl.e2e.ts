import { registerExamples } from "../../examples/stacks";
import { renderHcl } from "../../lib/terraform/hcl-text";
import { type ModuleRow, moduleRows } from "../terraform/module-text/module-rows";
import { type HandCall, handCall, makeImported, makeNamedPrincipals, makeRole } from "./support/by-hand";
import { deployAndDestroy } from "./support/life-of-example";
import { makeResourceGroup, withResourceGroups } from "./support/resource-groups";
import { scenario } from "./support/scenario";
import { type Stage, expectSuccess } from "./support/stage";
import { protectedOf } from "./support/stack-json";
import { synthesize } from "./support/synthesize";
import type { Workspace } from "./support/workspace";

for (const [name, synthesized] of synthesize(registerExamples)) {
  scenario(`13 ${name}, rendered as HCL: validate, apply, empty plan, destroy`, async (stage) => {
    await stage.byHand(makeNamedPrincipals(synthesized));
    await makeImported(stage.emulator, synthesized);
    const text = await withResourceGroups(synthesized, stage.emulator);
    const stack = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const workspace = stage.workspace({ "main.tf": renderHcl(stack) });
    expectSuccess(await workspace.engine("validate"));
    await deployAndDestroy(stage, workspace, protectedOf(text));
  });
}

/** A module, and a folder that calls it as in the module's example, or as in the row. */
function filesOf({ files, call }: ModuleRow): Readonly<Record<string, string>> {
  const example = files["examples/basic/main.tf"]!;
  const caller =
    call === undefined
      ? example.replace('"../.."', '"./module"')
      : renderHcl({
          ...{ terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } } },
          ...{ provider: { alicloud: [{ region: "cn-hangzhou" }] } },
          module: { m: { source: "./module", ...call } },
        });
  const module = Object.entries(files).map(([name, text]) => [`module/${name}`, text] as const);
  return { ...Object.fromEntries(module), "main.tf": caller };
}

/** The resource groups and the alias in the rows. The account assigns other ids, and has no alias. */
const resourceGroups = ["rg-team-a", "rg-1"];
const alias = "alias";

async function inResourceGroups(
  stage: Stage,
  files: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  let caller = files["main.tf"]!.replaceAll(`"${alias}"`, `"${stage.emulator.accountId}"`);
  for (const name of resourceGroups.filter((one) => caller.includes(`"${one}"`))) {
    caller = caller.replaceAll(`"${name}"`, `"${await makeResourceGroup(stage.emulator, name)}"`);
  }
  return { ...files, "main.tf": caller };
}

async function protectedIn(workspace: Workspace): Promise<readonly string[]> {
  const changes = await workspace.plannedChanges();
  return changes
    .filter(({ type }) => type === "alicloud_resource_manager_service_linked_role")
    .map(({ address }) => address);
}

const principals: readonly HandCall[] = [
  ...["u", "v", "a"].map((name) => handCall("CreateUser", { UserName: name })),
  handCall("CreateGroup", { GroupName: "g" }),
  makeRole("r"),
];

for (const [title, row] of Object.entries(moduleRows)) {
  scenario(`13 module ${title}: validate, apply, empty plan, destroy`, async (stage) => {
    await stage.byHand(principals);
    const workspace = stage.workspace(await inResourceGroups(stage, filesOf(row)));
    expectSuccess(await workspace.engine("validate"));
    await deployAndDestroy(stage, workspace, await protectedIn(workspace));
  });
}
