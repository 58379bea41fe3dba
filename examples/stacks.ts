import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Composition } from "./composition";
import { Deployer } from "./deployer";
import { DevsRoles } from "./devs-roles";
import { FlowExecution } from "./flow-execution-role";
import { Foundation } from "./foundation";
import { FullAccess } from "./full-access";
import { Grants } from "./grants";
import { Invoke } from "./invoke";
import { LeastPrivilegeForDevelopers } from "./least-privilege";
import { LeastPrivilegeByFeature } from "./least-privilege-by-feature";
import { ModelStudio } from "./model-studio";
import { PaiEas } from "./pai-eas";
import { ReadOnly } from "./read-only";
import { ServiceLinkedRoles } from "./service-linked-roles";
import { TwoTeams } from "./two-teams";

type StackClass = new (scope: Construct, name: string) => TerraformStack;

/** Every example by the name of its stack. */
export const examples: Readonly<Record<string, StackClass>> = {
  "full-access": FullAccess,
  "least-privilege": LeastPrivilegeForDevelopers,
  "read-only": ReadOnly,
  invoke: Invoke,
  grants: Grants,
  "flow-execution-role": FlowExecution,
  "devs-roles": DevsRoles,
  "service-linked-roles": ServiceLinkedRoles,
  foundation: Foundation,
  composition: Composition,
  "least-privilege-by-feature": LeastPrivilegeByFeature,
  "model-studio": ModelStudio,
  "pai-eas": PaiEas,
  deployer: Deployer,
  "two-teams": TwoTeams,
};

/** Adds all examples to an app. */
export function registerExamples(app: Construct): void {
  for (const [name, Stack] of Object.entries(examples)) new Stack(app, name);
}
