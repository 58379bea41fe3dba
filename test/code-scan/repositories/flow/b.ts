import * as AR from "@alicloud/agentrun20250910";
import Client from "@alicloud/agentrun20250910";
import { AgentRuntimeClient, Credential } from "@agentrun/sdk";
import Fc, { InvokeFunctionRequest } from "@alicloud/fc20230330";
const Ctor = (Client as any).default ?? Client;
const a = new Ctor({}); a.getTool("x");
const b = new AR.default({} as any); b.listTools({} as any);
let c: Client | undefined;
function getC() { c ??= new Client({} as any); return c; }
getC().deleteTool("x");
class S { private static inst: Client; static get() { if (!S.inst) S.inst = new Client({} as any); return S.inst; } }
S.get().createTool({} as any);
const m = new Map<string, Client>(); m.set("x", new Client({} as any)); m.get("x")!.listTemplates({} as any);
const cache: Record<string, Client> = {}; cache["r"].getTemplate("x");
const api = { run: (id: string) => b.getWorkspace(id) };
new AgentRuntimeClient().list().then((all) => all[0].delete());
export const h = async () => { const cred = await Credential.get({ name: "x" }); await cred.update({}); };
const fc = new Fc({} as any); await fc.invokeFunction("f", new InvokeFunctionRequest({}));
type Deps = { client: Client }; function w({ client }: Deps) { return client.listCredentials({} as any); }
interface D2 { c?: Client } const f2 = (d: D2) => d.c?.getCredential("x");
class Base { protected client = new Client({} as any) } class Sub extends Base { go() { return this.client.stopSandbox("x"); } }
const { client: cc } = { client: new Client({} as any) }; cc.getSandbox("x");
function hook() { const [cl] = useState(() => new Client({} as any)); cl.pauseSandbox("x"); }
for (const op of ["getTool", "listTools"] as const) { await b[op]("x" as never); }
const bound = b.updateTool.bind(b); bound("x", {} as any);
