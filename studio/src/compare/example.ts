const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "1", Statement: statements }, null, 2);

/** A change that looks like a clean-up, and lets somebody do more. */
export const compareExample = {
  before: policy(
    { Effect: "Allow", Action: "agentrun:Get*", Resource: "acs:agentrun:*:*:workspaces/team-a/*" },
    { Effect: "Deny", Action: "agentrun:GetCredential", Resource: "*" },
  ),
  after: policy({
    Effect: "Allow",
    Action: ["agentrun:Get*", "agentrun:InvokeTool"],
    Resource: "acs:agentrun:*:*:workspaces/team-*",
  }),
} as const;
