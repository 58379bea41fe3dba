import type { RequestHandlers } from "./operation";

/**
 * Returns the emulator's own address for every service. A client without an answer falls back to the host name of the
 * real service, and no call to the emulator may lead to a call on the network.
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
