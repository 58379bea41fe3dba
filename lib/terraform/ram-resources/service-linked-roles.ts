import { serviceLinkedRoleOf } from "../../catalog/service-linked-roles";
import type { RamResource } from "./ram-resource";

/** Resources that create service-linked roles. */
export const serviceLinkedRoles: Readonly<Record<string, RamResource>> = {
  alicloud_resource_manager_service_linked_role: {
    creates: "service-linked role",
    serviceLinked: { service: "service_name", suffix: "custom_suffix" },
    unique: {
      by: ["service_name", "custom_suffix"],
      problem: "serviceLinkedRoleTwice",
      things: "service-linked roles of",
      fix: 'create it once and use mode: "existing" everywhere else',
    },
    deploy: {
      calls: {
        create: ["ram:CreateServiceLinkedRole"],
        read: ["ram:GetRole"],
        update: [],
        delete: ["ram:DeleteServiceLinkedRole", "ram:GetServiceLinkedRoleDeletionStatus"],
      },
      // Only service-linked roles may have this prefix.
      derived: {
        roleName: (text) =>
          roleName(text("service_name") ?? "", text("custom_suffix") ?? "") ?? "AliyunServiceRoleFor*",
      },
      conditions: { "ram:ServiceName": "service_name" },
    },
    import: {
      identity: (text, optional) => {
        const service = text("service_name");
        return { kind: "service-linked role", service, role: roleName(service, optional("custom_suffix")) };
      },
      id: "{service}:{role}",
    },
  },
};

/** The name of a service's role; `undefined` if the catalog does not know it. */
function roleName(service: string, suffix: string): string | undefined {
  const known = serviceLinkedRoleOf(service);
  if (known === undefined) return undefined;
  return suffix === "" ? known.roleName : `${known.roleName}_${suffix}`;
}
