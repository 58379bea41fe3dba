export { type ModuleName, type ModuleRequests, moduleNames, partsOf } from "./module-rows";
export type { FlowExecutionModule, GenerationModule } from "./role-modules";
export type { LeastPrivilegeModule, WorkspaceAccessModule } from "./policy-modules";
export type { TeamModule } from "./team-module";
export type { ModuleFiles } from "./module-files";
export { checkedModule, renderModule } from "./render-module";
