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

/** An operation, in the case of its name. */
interface NamedOperation {
  readonly service: string;
  readonly name: string;
  readonly run: RequestHandler;
}

/** One version of one service's API. */
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
  // The provider reads and writes the tags of control policies by the newer API of the same service.
  api("ResourceDirectoryMaster", "2022-04-19", { ...controlPolicyOperations, ...controlPolicyTagOperations }),
  api("Sts", "2015-04-01", stsOperations),
  api("Location", "2015-06-12", locationOperations),
];

function api(service: string, version: string, operations: RequestHandlers): ServiceApi {
  const entries = Object.entries(operations);
  return {
    service,
    version,
    operations: new Map(entries.map(([name, run]) => [name.toLowerCase(), { service, name, run }])),
  };
}

/** The API of a version; every service here has versions of its own. */
export function apiOf(version: string): ServiceApi | undefined {
  return apis.find((one) => one.version === version);
}

/** An action in the case of its name; as it is, where it is of no API. */
export function nameOf(version: string, action: string): string {
  return apiOf(version)?.operations.get(action.toLowerCase())?.name ?? action;
}

/** The API that an action is of, where no version is said: the first that has it. */
export function apiWith(action: string): ServiceApi | undefined {
  return apis.find(({ operations }) => operations.has(action.toLowerCase()));
}

/** What carries out an action. Never an empty success for one that is not known. @throws ApiError */
export function operationOf(version: string, action: string): NamedOperation {
  const found = apiOf(version);
  if (found === undefined) {
    const known = apis.map((one) => `${one.service} ${one.version}`).join(", ");
    throw ApiError.of(
      "InvalidVersion",
      `The emulator has no API of version ${version}, asked for ${action}; it has ${known}.`,
    );
  }
  const operation = found.operations.get(action.toLowerCase());
  if (operation === undefined) {
    const message = `The emulator does not know the action ${action} of ${found.service} ${version}.`;
    throw ApiError.of("InvalidAction", message);
  }
  return operation;
}

/** Actions of every API, for tables in tests and documentation. */
export function knownOperations(): readonly {
  readonly service: string;
  readonly version: string;
  readonly action: string;
}[] {
  return apis.flatMap(({ service, version, operations }) =>
    [...operations.values()].map(({ name }) => ({ service, version, action: name })),
  );
}
