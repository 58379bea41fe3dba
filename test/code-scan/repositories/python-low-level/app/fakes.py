"""Nothing here is of the SDK."""


class Client:
    def create_agent_runtime(self, request):
        return request

    def delete_workspace(self, name):
        return name


def test_fake():
    client = Client()
    client.create_agent_runtime(None)
    client.delete_workspace("x")


def untyped(client):
    client.delete_credential("x")
