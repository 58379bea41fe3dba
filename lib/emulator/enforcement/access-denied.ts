import { type Evaluation, assumptionTexts } from "../../policy";
import type { Account } from "../account/account";
import { type Caller, callerName } from "../account/caller";
import { ApiError } from "../api-error";
import type { NamedLayers } from "./layers";
import type { RequiredPermission } from "./needs";

/** The error for a call without permission, with an `AccessDeniedDetail` as in the service's responses. */
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
  const open = dependsOnAssumptions.map((assumption) => `whether ${assumptionTexts[assumption]}`);
  const reasons = [
    ...(decision === "Depends"
      ? [`the decision depends on ${[...keys, ...parts, ...open].join(", ")}, which the emulator does not know`]
      : []),
    ...(unknown.length > 0
      ? [`the emulator has no confirmed document of ${unknown.join(", ")} and assumes that they grant nothing`]
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

/** The service's encoding is not public. The emulator uses JSON in base64. */
function encode(diagnostic: unknown): string {
  return Buffer.from(JSON.stringify(diagnostic)).toString("base64");
}
