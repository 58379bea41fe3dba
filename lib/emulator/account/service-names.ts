import { serviceLinkedRoleOf } from "../../catalog/service-linked-roles";
import { ApiError } from "../api-error";

/**
 * Name of a service's own role. Known ones are data; others are built from the service's name, each part with a capital:
 * `monitor.apigateway.aliyuncs.com` gives `AliyunServiceRoleForMonitorApigateway`, which need not be the real one.
 *
 * @throws ApiError InvalidParameter.ServiceName for what is no name of a service
 */
export function serviceLinkedRoleName(serviceName: string): string {
  const known = serviceLinkedRoleOf(serviceName);
  if (known !== undefined) return known.roleName;
  const parts = /^((?:[a-z0-9-]+\.)+)aliyuncs\.com$/.exec(serviceName)?.[1];
  if (parts === undefined) {
    throw ApiError.of(
      "InvalidParameter.ServiceName",
      `${serviceName} is no name of a service, such as fc.aliyuncs.com.`,
    );
  }
  const words = parts.split(/[.-]/).filter((word) => word !== "");
  return `AliyunServiceRoleFor${words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join("")}`;
}

/**
 * Whether the role of a service takes a suffix and a description. The catalog's take neither; of others nobody here
 * knows, so that both are let through.
 */
export function supportsSuffix(serviceName: string): boolean {
  return serviceLinkedRoleOf(serviceName) === undefined;
}
