export { type Engine, isTerraformFolder } from "./terraform-files";
export { type TerraformFolderOptions, readTerraformFolder } from "./terraform-folder";
export type { VariableArgument } from "./variable-values";
