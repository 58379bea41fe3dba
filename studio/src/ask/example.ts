/** A question with an answer that depends on the layers. */
export const askExample: Readonly<Record<string, string>> = {
  "ask.action": "agentrun:DeleteAgentRuntime",
  "ask.resource": "acs:agentrun:cn-hangzhou:1234567890123456:workspaces/team-a/runtimes/shop",
  "ask.context": "acs:SourceIp=10.0.0.1",
  "ask.policy.1": JSON.stringify(
    {
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: "agentrun:*", Resource: "acs:agentrun:*:*:workspaces/team-a/*" },
        {
          Effect: "Deny",
          Action: "agentrun:Delete*",
          Resource: "*",
          Condition: { Bool: { "acs:MFAPresent": "false" } },
        },
      ],
    },
    null,
    2,
  ),
};
