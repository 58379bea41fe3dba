import { ApiError } from "../api-error";
import type { Answer, RequestHandlers } from "./operation";

/** Reads what refusals carry. Source of the answer's form: RAM API 2015-05-01, DecodeDiagnosticMessage. */
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

/** Only messages of this emulator: those of the service are nobody's to read but its own. */
function decode(message: string): Answer {
  try {
    const found = JSON.parse(Buffer.from(message, "base64").toString("utf8")) as unknown;
    if (typeof found === "object" && found !== null && "AuthAction" in found) return found;
  } catch {
    // the same as another object
  }
  const why = "The parameter EncodedDiagnosticMessage must be one of a refusal of this emulator.";
  throw ApiError.of("InvalidParameter.EncodedDiagnosticMessage", why);
}
