/** A policy as people write it by hand, with mistakes that the page finds. */
export const examplePolicy = `{
  "Version": "1",
  "Statement": [
    {
      "Sid": "agents",
      "Effect": "Allow",
      "Action": ["agentrun:listAgentRuntimes", "agentrun:GetAgentRuntim", "agentrun:CreateAgentRuntime"],
      "Resource": "*",
      "Condition": { "Bool": { "acs:mfapresent": "true" } }
    },
    {
      "Effect": "Allow",
      "Action": "ram:PassRole",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": "ram:*",
      "Resource": "*"
    }
  ]
}
`;
