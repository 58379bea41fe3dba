import { ApiError } from "../api-error";
import { accessKeyOperations } from "./access-keys";
import { attachmentOperations } from "./attachments";
import { controlPolicyOperations } from "./control-policies";
import { diagnosticOperations } from "./diagnostics";
import { groupOperations } from "./groups";
import { locationOperations } from "./location";
import type { RequestHandler, RequestHandlers } from "./operation";
import { membershipOperations } from "./memberships";
import { policyOperations } from "./policies";
import { policyVersionOperations } from "./policy-versions";
import { resourceGroupAttachmentOperations } from "./resource-group-attachments";
import { resourceGroupOperations } from "./resource-groups";
import { roleOperations } from "./roles";
import { serviceLinkedRoleOperations } from "./service-linked-roles";
import { stsOperations } from "./sts";
import { controlPolicyTagOperations, ramTagOperations, resourceGroupTagOperations } from "./tags";
import { userOperations } from "./users";
import { foldCase } from "../../policy/letter-case";

/** An operation with its service and its name in the documented letter case. */
interface NamedOperation {
  readonly service: string;
  readonly name: string;
  readonly run: RequestHandler;
}

/** One version of the API of a service. */
export interface ServiceApi {
  readonly service: string;
  readonly version: string;
  readonly operations: ReadonlyMap<string, NamedOperation>;
}

export const ramVersion = "2015-05-01";

const apis: readonly ServiceApi[] = [
  api("Ram", ramVersion, {
    ...policyOperations,
    ...policyVersionOperations,
    ...attachmentOperations,
    ...roleOperations,
    ...serviceLinkedRoleOperations,
    ...userOperations,
    ...accessKeyOperations,
    ...groupOperations,
    ...membershipOperations,
    ...ramTagOperations,
    ...diagnosticOperations,
  }),
  api("ResourceManager", "2020-03-31", {
    ...serviceLinkedRoleOperations,
    ...resourceGroupOperations,
    ...resourceGroupAttachmentOperations,
    ...controlPolicyOperations,
    ...resourceGroupTagOperations,
  }),
  // The provider uses this newer API of ResourceManager for the tags of control policies.
  api("ResourceDirectoryMaster", "2022-04-19", { ...controlPolicyOperations, ...controlPolicyTagOperations }),
  api("Sts", "2015-04-01", stsOperations),
  api("Location", "2015-06-12", locationOperations),
];

function api(service: string, version: string, operations: RequestHandlers): ServiceApi {
  const entries = Object.entries(operations);
  return {
    service,
    version,
    operations: new Map(entries.map(([name, run]) => [foldCase(name), { service, name, run }])),
  };
}

/** The API with a version. No two services have the same version. */
export function apiOf(version: string): ServiceApi | undefined {
  return apis.find((one) => one.version === version);
}

/** An action in its documented letter case. An unknown action is returned unchanged. */
export function nameOf(version: string, action: string): string {
  return apiOf(version)?.operations.get(foldCase(action))?.name ?? action;
}

/** The first API that has an action, for calls without a version. */
export function apiWith(action: string): ServiceApi | undefined {
  return apis.find(({ operations }) => operations.has(foldCase(action)));
}

/** The operation for an action. @throws ApiError InvalidVersion, InvalidAction */
export function operationOf(version: string, action: string): NamedOperation {
  const found = apiOf(version);
  if (found === undefined) {
    const known = apis.map((one) => `${one.service} ${one.version}`).join(", ");
    throw ApiError.of(
      "InvalidVersion",
      `The emulator has no API with version ${version} (action ${action}); it has ${known}.`,
    );
  }
  const operation = found.operations.get(foldCase(action));
  if (operation === undefined) {
    const message = `The emulator does not support the action ${action} of ${found.service} ${version}.`;
    throw ApiError.of("InvalidAction", message);
  }
  return operation;
}

/** The actions of all APIs. */
export function knownOperations(): readonly {
  readonly service: string;
  readonly version: string;
  readonly action: string;
}[] {
  return apis.flatMap(({ service, version, operations }) =>
    [...operations.values()].map(({ name }) => ({ service, version, action: name })),
  );
}
