#!/usr/bin/env bash
set -euo pipefail

region="cn-hangzhou"
id=$(aliyun agentrun ListAgentRuntimes --region "$region" | jq -r '.data.items[0].agentRuntimeId')

if aliyun --profile ci agentrun GetAgentRuntime --agentRuntimeId "$id" >/dev/null; then
  aliyun agentrun UpdateAgentRuntime --agentRuntimeId "$id" \
    --body "{\"executionRoleArn\": \"acs:ram::1000000000000001:role/agentrun-execution\"}"
else
  AGENTRUN_REGION=$region ar rt apply -f agent.yaml --no-wait
fi

for name in a b; do agentrun sandbox template delete "$name"; done
ar --region "$region" sa invoke support -m "hello" && ar sb exec "$id" -c 'print(1)'
ar rcs libx.a x.o
aliyun oss cp dist oss://bucket/ --recursive
aliyun fc GET /2023-03-30/functions
aliyun agentrun get-workspace --workspace-id ws-1
agentrun frobnicate
ar model list --help
echo "aliyun agentrun DeleteWorkspace" # aliyun agentrun DeleteTool
aliyun configure set --profile ci
