import type { ModuleModel } from "./module-model";
import { moduleReadme } from "./module-readme";
import { moduleSources, moduleText } from "./module-sources";
import { requiredProvider, requiredTerraform } from "./required-versions";

/** Texts of the files of a module, by their path in its folder. */
export type ModuleFiles = Readonly<Record<string, string>>;

export function moduleFiles(model: ModuleModel): ModuleFiles {
  return {
    ...moduleSources(model),
    "README.md": moduleReadme(model),
    "examples/basic/main.tf": exampleOf(model),
  };
}

function exampleOf({ example }: ModuleModel): string {
  return moduleText({
    terraform: { required_version: requiredTerraform, required_providers: { alicloud: requiredProvider } },
    provider: { alicloud: { region: "cn-hangzhou" } },
    ...(Object.keys(example.resources).length === 0 ? {} : { resource: example.resources }),
    module: { basic: { source: "../..", ...example.arguments } },
  });
}
