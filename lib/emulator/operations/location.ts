import type { RequestHandlers } from "./operation";

/**
 * Where a service is: always here. Clients that are told nothing go on to the real service by a name of their own, and
 * no call of a test should leave the machine.
 */
export const locationOperations: RequestHandlers = {
  DescribeEndpoints: ({ parameters, host }) => {
    const code = parameters.text("ServiceCode") ?? "";
    const endpoint = {
      Endpoint: host,
      Id: parameters.text("Id") ?? "",
      Namespace: "",
      SerivceCode: code, // the service's own spelling
      Type: parameters.text("Type") ?? "openAPI",
      Protocols: { Protocols: ["HTTP"] },
    };
    return { Endpoints: { Endpoint: [endpoint] } };
  },
};
