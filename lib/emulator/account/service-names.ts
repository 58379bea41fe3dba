import { serviceLinkedRoleOf } from "../../catalog/service-linked-roles";
import { ApiError } from "../api-error";

/**
 * The name of a service's service-linked role. The catalog has the names of known services. For other services the name
 * is derived: `monitor.apigateway.aliyuncs.com` gives `AliyunServiceRoleForMonitorApigateway`. The real name may differ.
 *
 * @throws ApiError InvalidParameter.ServiceName
 */
export function serviceLinkedRoleName(serviceName: string): string {
  const known = serviceLinkedRoleOf(serviceName);
  if (known !== undefined) return known.roleName;
  const parts = /^((?:[a-z0-9-]+\.)+)aliyuncs\.com$/.exec(serviceName)?.[1];
  if (parts === undefined) {
    throw ApiError.of("InvalidParameter.ServiceName", `${serviceName} is not a service name, such as fc.aliyuncs.com.`);
  }
  const words = parts.split(/[.-]/).filter((word) => word !== "");
  return `AliyunServiceRoleFor${words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join("")}`;
}

/**
 * Whether the service-linked role of a service accepts a custom suffix and a description. The roles in the catalog accept
 * neither. For other services it is not known, so the emulator accepts both.
 */
export function supportsSuffix(serviceName: string): boolean {
  return serviceLinkedRoleOf(serviceName) === undefined;
}
