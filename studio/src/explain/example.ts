/** The response to a refused call, from AgentRun's page on `accessDeniedDetail`. */
export const explainExample = JSON.stringify(
  {
    code: "Forbidden.RAM",
    message: "You are not authorized to do this action.",
    requestId: "6B0E1E9C-7A11-5C4D-9D3E-0C1F5A7B2E11",
    accessDeniedDetail: {
      AuthAction: "agentrun:CreateSandbox",
      AuthPrincipalType: "AssumedRoleUser",
      AuthPrincipalDisplayName: "shop-backend:session",
      AuthPrincipalOwnerId: "1234567890123456",
      NoPermissionType: "ImplicitDeny",
      PolicyType: "AccountLevelIdentityBasedPolicy",
    },
  },
  null,
  2,
);
