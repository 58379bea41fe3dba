import { isServiceLinkedRoleName } from "../../catalog/service-linked-roles";
import type { Account } from "../account/account";
import { checkDocument } from "../account/documents";
import { checkNewTags } from "../account/tags";
import { checkDescription, checkNewName } from "../account/texts";
import { ApiError } from "../api-error";
import { page } from "../paging";
import type { Parameters } from "../parameters";
import type { RoleRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";
import { tagsAnswer } from "./policies";

const defaultSessionSeconds = 3600;

export function roleAnswer(account: Account, role: RoleRecord): Answer {
  return {
    RoleId: role.id,
    RoleName: role.name,
    Arn: account.arnOf("role", role),
    Description: role.description,
    AssumeRolePolicyDocument: role.trustDocument,
    MaxSessionDuration: role.maxSessionDuration,
    CreateDate: role.created,
    UpdateDate: role.updated,
    IsServiceLinkedRole: role.serviceName !== undefined,
  };
}

export const roleOperations: RequestHandlers = {
  CreateRole: ({ account, parameters }) => {
    const name = checkNewName("role", parameters.required("RoleName"));
    // The code is inferred: no page documents it.
    if (isServiceLinkedRoleName(name)) {
      throw ApiError.of("InvalidParameter.RoleName.InvalidChars", `${name} is reserved for a service-linked role.`);
    }
    const trustDocument = parameters.required("AssumeRolePolicyDocument");
    checkDocument(trustDocument, "trust");
    const description = parameters.text("Description");
    if (description !== undefined) checkDescription(description);
    const maxSessionDuration = sessionSeconds(parameters, "MaxSessionDuration") ?? defaultSessionSeconds;
    const tags = Object.fromEntries(checkNewTags(parameters.tags()));
    if (account.table("roles").size >= account.quotas.roles) {
      throw ApiError.of("LimitExceeded.Role", `The account has ${account.quotas.roles} roles, and may have no more.`);
    }
    return {
      Role: roleAnswer(account, addRole(account, { name, description, trustDocument, maxSessionDuration, tags })),
    };
  },

  GetRole: ({ account, parameters }) => ({
    Role: roleAnswer(account, account.role(parameters.required("RoleName"))),
  }),

  ListRoles: ({ account, parameters }) => {
    const wanted = [...parameters.tags()];
    const { items, answer } = page(
      parameters,
      (key) => account.table("roles").after(key),
      ({ name }) => name,
    );
    const roles = items
      .filter(({ tags }) => wanted.every(([key, value]) => tags[key] === value))
      .map((role) => {
        const { AssumeRolePolicyDocument: _, ...rest } = roleAnswer(account, role); // ListRoles returns no trust policies
        return { ...rest, Tags: tagsAnswer(role.tags) };
      });
    return { Roles: { Role: roles }, ...answer };
  },

  UpdateRole: ({ account, parameters }) => {
    const role = account.role(parameters.required("RoleName"));
    refuseServiceLinked(role);
    const description = parameters.text("NewDescription");
    if (description !== undefined) checkDescription(description);
    const trustDocument = parameters.text("NewAssumeRolePolicyDocument");
    if (trustDocument !== undefined) checkDocument(trustDocument, "trust");
    const seconds = sessionSeconds(parameters, "NewMaxSessionDuration");
    const updated: RoleRecord = {
      ...role,
      description: description ?? role.description,
      trustDocument: trustDocument ?? role.trustDocument,
      maxSessionDuration: seconds ?? role.maxSessionDuration,
      updated: account.now(),
    };
    account.store.put("roles", updated);
    return { Role: roleAnswer(account, updated) };
  },

  DeleteRole: ({ account, parameters }) => {
    const role = account.role(parameters.required("RoleName"));
    refuseServiceLinked(role);
    const [attachment] = account.allAttachmentsOf("role", role.name);
    if (attachment !== undefined) {
      const message = `The policy ${attachment.policyName} is attached to the role ${role.name}.`;
      throw ApiError.of("DeleteConflict.Role.Policy", message);
    }
    account.store.remove("roles", role);
    return {};
  },
};

/** The properties of a role to create. */
interface NewRole extends Pick<RoleRecord, "name" | "trustDocument" | "maxSessionDuration" | "tags" | "serviceName"> {
  readonly description: string | undefined;
}

/** @throws ApiError EntityAlreadyExists.Role */
export function addRole(account: Account, { description = "", ...given }: NewRole): RoleRecord {
  if (account.table("roles").has(given.name)) {
    throw ApiError.of("EntityAlreadyExists.Role", `The role already exists: ${given.name}.`);
  }
  const created = account.now();
  const role: RoleRecord = { id: account.nextId("role"), ...given, description, created, updated: created };
  account.store.put("roles", role);
  return role;
}

function sessionSeconds(parameters: Parameters, name: string): number | undefined {
  return parameters.number(name, [3600, 43_200], "InvalidParameter.MaxSessionDuration");
}

function refuseServiceLinked({ name, serviceName }: RoleRecord): void {
  if (serviceName === undefined) return;
  const message = `${name} is the service-linked role of ${serviceName}: only this service can change or delete it.`;
  throw ApiError.of("NotSupported.ServiceLinkedRole", message);
}
