import os
from functools import lru_cache, partial
from alibabacloud_agentrun20250910.client import Client
from alibabacloud_agentrun20250910 import models
from agentrun.sandbox import Sandbox, Template
from agentrun.tool import ToolClient, Tool as AgentTool
from agentrun import ToolSetClient

_client = None
def get_client():
    global _client
    if _client is None:
        _client = Client(None)
    return _client

get_client().list_tools(None)

@lru_cache(maxsize=None)
def cached(): return Client(None)
cached().get_tool("x")

class Pool:
    def __init__(self):
        self._clients = {}
        self.all = []
    def of(self, region):
        if region not in self._clients:
            self._clients[region] = Client(region)
        return self._clients[region]
    def add(self):
        self.all.append(Client(None))
    def run(self):
        self.of("x").list_credentials(None)
        for c in self.all:
            c.list_templates(None)
        for c in self._clients.values():
            c.list_sandboxes(None)

with Sandbox.create("x") as sb:
    sb.context.execute(code="1")
    sb.file_system.list("/")
AgentTool.get_by_name("t").call_tool("x", {})
ToolClient().get(name="t")
for t in ToolSetClient().list(): t.list_tools()
make = partial(Client, None)
make().get_workspace("w")
def handler(event, context, client: "Client" = None):
    client = client or get_client()
    return client.update_credential_with_options("x", None, {}, None)
ops = {"create": get_client().create_tool, "del": _client.delete_tool}
ops["create"](None)
try:
    c = Client(None)
except Exception:
    c = None
if c: c.get_template("x")
lam = lambda: Client(None)
lam().stop_sandbox("x")
x: list[Client] = []
[y.pause_sandbox("s") for y in x]
async def m():
    async with Client(None) as q:
        await q.resume_sandbox_async("s")
