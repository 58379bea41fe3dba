import { ApiError } from "../api-error";
import type { Answer, RequestHandlers } from "./operation";

/** Decodes the `EncodedDiagnosticMessage` of a 403 response. Source: RAM API 2015-05-01, DecodeDiagnosticMessage. */
export const diagnosticOperations: RequestHandlers = {
  DecodeDiagnosticMessage: ({ account, parameters }) => {
    const { AuthAction, AuthResource, decision } = decode(parameters.required("EncodedDiagnosticMessage"));
    return {
      DecodedDiagnosticMessage: {
        AuthAction,
        AuthResource,
        AuthPrincipal: { AuthPrincipalOwnerId: account.id },
        ExplicitDeny: decision === "ExplicitDeny",
      },
    };
  },
};

/** Decodes messages of the emulator only. The encoding of the real service is not public. */
function decode(message: string): Answer {
  try {
    const found = JSON.parse(Buffer.from(message, "base64").toString("utf8")) as unknown;
    if (typeof found === "object" && found !== null && "AuthAction" in found) return found;
  } catch {
    // rejected below, like JSON without AuthAction
  }
  const why = "The parameter EncodedDiagnosticMessage must come from a NoPermission error of this emulator.";
  throw ApiError.of("InvalidParameter.EncodedDiagnosticMessage", why);
}
