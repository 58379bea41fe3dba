import agentrun
from agentrun import AgentRuntime, Config, ModelClient
from agentrun.agent_runtime import AgentRuntimeClient, AgentRuntimeCreateInput
from agentrun.integration.langchain import model, sandbox_toolset
from agentrun.integration.langchain import tool_resource as tool
from agentrun.sandbox import Sandbox, TemplateType
from agentrun.server import AgentRunServer, Tool

llm = model("qwen-max")
search = tool("search")
code = sandbox_toolset(template_name="py", template_type=TemplateType.CODE_INTERPRETER)


def deploy(name: str):
    runtime = AgentRuntime.create(
        AgentRuntimeCreateInput(agent_runtime_name=name, workspace_name="team-a"),
    )
    runtime.wait_until_ready_or_failed()
    endpoint = runtime.create_endpoint(None)
    endpoint.invoke_openai(messages=[])
    return runtime


def clean(config: Config):
    client = AgentRuntimeClient(config)
    for one in client.list():
        one.delete_and_wait_until_finished()
    for runtime in AgentRuntime.list_all():
        if runtime.agent_runtime_name.startswith("old-"):
            runtime.delete()


async def run_code(source: str):
    sandbox = await Sandbox.create_async(TemplateType.CODE_INTERPRETER, "py")
    try:
        result = await sandbox.context.execute_async(code=source)
    finally:
        await sandbox.delete_async()
    return result


def models():
    found = ModelClient().get("qwen-max")
    found.delete()
    return agentrun.Credential.get_by_name("openai")


def unknown():
    AgentRuntime.explode()
    Tool(name="x").get()
    AgentRunServer(invoke_agent=run_code).start()
