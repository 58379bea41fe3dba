import { type Evaluation, assumptions } from "../../policy";
import type { Account } from "../account/account";
import { type Caller, callerName } from "../account/caller";
import { ApiError } from "../api-error";
import type { NamedLayers } from "./layers";
import type { RequiredPermission } from "./needs";

/** The refusal of a call, with the detail that the service gives. */
export function accessDenied(
  account: Account,
  caller: Caller,
  need: RequiredPermission,
  { decision, decidedBy, dependsOn, dependsOnUnknown, dependsOnAssumptions }: Evaluation,
  { unknown }: NamedLayers,
): ApiError {
  const keys = [...new Set(dependsOn.map(({ key }) => key))];
  const parts = dependsOnUnknown.map(
    ({ element, policy, statement }) => `${element} of ${policy}.Statement[${statement}]`,
  );
  const open = dependsOnAssumptions.map((assumption) => `whether ${assumptions[assumption]}`);
  const reasons = [
    ...(decision === "Depends"
      ? [`it depends on ${[...keys, ...parts, ...open].join(", ")}, which the emulator does not know`]
      : []),
    ...(unknown.length > 0
      ? [`it is not known for certain what ${unknown.join(", ")} say, so they are taken to grant nothing`]
      : []),
  ];
  const message = `You are not authorized to do this action. ${callerName(caller)} needs ${need.action} on ${need.resource}.`;
  return ApiError.of("NoPermission", [message, ...reasons].join(" Note: "), {
    AccessDeniedDetail: {
      AuthAction: need.action,
      ...principalDetail(account, caller),
      NoPermissionType: decision === "ExplicitDeny" ? "ExplicitDeny" : "ImplicitDeny",
      PolicyType: decidedBy ?? "AccountLevelIdentityBasedPolicy",
      EncodedDiagnosticMessage: encode({ AuthAction: need.action, AuthResource: need.resource, decision, reasons }),
    },
  });
}

function principalDetail(account: Account, caller: Caller): Readonly<Record<string, string>> {
  const owner = { AuthPrincipalOwnerId: account.id };
  if (caller.kind === "session") {
    const name = `${caller.role.name}:${caller.session.sessionName}`;
    return { ...owner, AuthPrincipalType: "AssumedRoleUser", AuthPrincipalDisplayName: name };
  }
  if (caller.kind === "user") {
    return { ...owner, AuthPrincipalType: "SubUser", AuthPrincipalDisplayName: caller.user.id };
  }
  return { ...owner, AuthPrincipalType: "Account", AuthPrincipalDisplayName: account.id };
}

/** The service's encoding is its own; this one is JSON in base64, for people to read. */
function encode(diagnostic: unknown): string {
  return Buffer.from(JSON.stringify(diagnostic)).toString("base64");
}
