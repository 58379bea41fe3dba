import { randomUUID } from "node:crypto";
import { serviceLinkedRoleName, supportsSuffix } from "../account/service-names";
import { checkDescription, checkNewName } from "../account/texts";
import { ApiError } from "../api-error";
import type { RequestHandlers } from "./operation";
import { addRole, roleAnswer } from "./roles";

/** How many status requests a deletion answers with `IN_PROGRESS` before it succeeds. */
export const pollsUntilDeleted = 2;

/** RAM and ResourceManager both have these operations, with the same behavior. */
export const serviceLinkedRoleOperations: RequestHandlers = {
  CreateServiceLinkedRole: ({ account, parameters }) => {
    const serviceName = parameters.required("ServiceName");
    const suffix = parameters.text("CustomSuffix") ?? "";
    const description = parameters.text("Description");
    const plainName = serviceLinkedRoleName(serviceName);
    if (!supportsSuffix(serviceName) && (suffix !== "" || description !== undefined)) {
      const message = `The service-linked role of ${serviceName} accepts no CustomSuffix and no Description.`;
      throw ApiError.of("InvalidParameter.CustomSuffix.NotAllowed", message);
    }
    if (description !== undefined) checkDescription(description);
    if (suffix !== "") checkNewName("role", `${plainName}-${suffix}`);
    const role = addRole(account, {
      name: suffix === "" ? plainName : `${plainName}_${suffix}`,
      description: description ?? `Service-linked role of ${serviceName}.`,
      trustDocument: trustIn(serviceName),
      maxSessionDuration: 3600,
      tags: {},
      serviceName,
    });
    return { Role: roleAnswer(account, role) };
  },

  DeleteServiceLinkedRole: ({ account, parameters }) => {
    const role = account.role(parameters.required("RoleName"));
    if (role.serviceName === undefined) {
      throw ApiError.of("EntityNotExist.ServiceLinkedRole", `${role.name} is not a service-linked role.`);
    }
    const id = `task/acs-service-role/${role.serviceName}/${role.name}/${randomUUID()}`;
    const { name, id: roleId, serviceName } = role;
    account.store.put("deletionTasks", { id, role: name, roleId, serviceName, polls: 0 });
    return { DeletionTaskId: id };
  },

  GetServiceLinkedRoleDeletionStatus: ({ account, parameters }) => {
    const id = parameters.required("DeletionTaskId");
    const task = account.table("deletionTasks").get(id);
    if (task === undefined) {
      throw ApiError.of("EntityNotExist.ServiceLinkedRole", `The deletion task does not exist: ${id}.`);
    }
    const polls = task.polls + 1;
    account.store.put("deletionTasks", { ...task, polls });
    if (polls <= pollsUntilDeleted) return { Status: "IN_PROGRESS" };
    const role = account.sameRole(task);
    if (role !== undefined) {
      for (const attachment of account.allAttachmentsOf("role", role.name))
        account.store.remove("attachments", attachment);
      account.store.remove("roles", role);
    }
    return { Status: "SUCCEEDED" };
  },
};

function trustIn(serviceName: string): string {
  const Statement = [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: [serviceName] } }];
  return JSON.stringify({ Statement, Version: "1" });
}
