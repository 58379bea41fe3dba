import type AgentRun from "@alicloud/agentrun20250910";
import { Sandbox, ToolSet } from "@agentrun/sdk";
import { Credentials, Runtime, createClient, request } from "./lib/client";

const client = createClient();
const { getTool, listTools: list } = client;

async function main(name: string): Promise<void> {
  await client.createTool({} as never);
  await getTool.call(client, name);
  await list.call(client, request);
  await client.deleteToolWithOptions(name, {}, {} as never);
  await remove(client, name);
  await client[name as "getTool"](name);
  await client["getWorkspace"]("team-a");
  client.explode();

  const runtimes = await Runtime.list();
  for (const runtime of runtimes) await runtime.delete();
  runtimes.forEach((one) => one.refresh());
  await Promise.all(runtimes.map(async (one) => one.update({ input: {} })));

  const sandbox = await Sandbox.create({ input: { templateName: "py" } });
  await sandbox.stop();
  await new Credentials("x").names();
  await ToolSet.get({ name: "weather" }).then((set) => set.callTool("now"));
}

async function remove(api: AgentRun, name: string) {
  return api?.deleteCredential(name);
}

class Worker {
  constructor(private readonly api: AgentRun) {}
  run = async () => {
    await this.api.listWorkspaces({} as never);
  };
}

export default new Worker(client);
export { main };
