from .clients import agentrun

agentrun().list_credentials(None)

def broken(:
    pass
