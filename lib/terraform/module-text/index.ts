export { type ModuleName, type ModuleRequests, moduleNames, partsOf } from "./module-rows";
export type { FlowExecutionModule, GenerationModule } from "./role-modules";
export type { LeastPrivilegeModule, WorkspaceAccessModule } from "./policy-modules";
export type { TeamModule } from "./team-module";
export { type ModuleFiles, checkedModule, renderModule } from "./render-module";
