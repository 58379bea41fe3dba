import asyncio
from typing import Optional

from alibabacloud_agentrun20250910 import models as m
from alibabacloud_agentrun20250910.client import Client

from . import clients
from .clients import Functions, agentrun as make


class Registry:
    backend: Optional[Client] = None

    def __init__(self, client: Client):
        self._client = client
        self.functions = Functions()

    def add(self, name: str):
        request = m.CreateToolRequest(body=m.CreateToolInput(tool_name=name))
        return self._client.create_tool(request)

    async def remove(self, name: str):
        await self._client.delete_tool_async(name)

    def bots(self):
        return self._client.list_imbots(m.ListIMBotsRequest())

    def stop(self, template: str):
        self._client.stop_template_mcpwith_options(template, {}, None)

    def wrong(self):
        # No such method: capitals stay together, so that it is list_imbots.
        return self._client.list_im_bots()

    def chosen(self, operation: str):
        return getattr(self._client, operation)()

    def named(self):
        return getattr(self._client, "get_tool")("search")


def run(client, name):
    # Typed by its caller below.
    client.update_tool(name, None)


def passes(role):
    client = make()
    client.create_agent_runtime(
        m.CreateAgentRuntimeRequest(
            body=m.CreateAgentRuntimeInput(
                agent_runtime_name="orders",
                execution_role_arn="acs:ram::1000000000000001:role/agentrun-execution",
            )
        )
    )


def main():
    registry = Registry(clients.agentrun())
    registry.add("search")
    run(make(), "search")
    registry.functions.client.get_function("f", None)
    client = clients.agentrun()
    with_fallback = client or make()
    asyncio.run(with_fallback.list_tools_async(m.ListToolsRequest()))
    for each in (client, make()):
        each.list_workspaces(m.ListWorkspacesRequest())
    tasks = [one.delete_template("x") for one in [client]]
    return tasks
