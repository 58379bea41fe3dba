from agentrun.conversation_service import SessionStore
from agentrun.knowledgebase import KnowledgeBase

store = SessionStore.from_memory_collection("sessions")


def remember(text):
    store.append_event("s", text)


def ask(question):
    base = KnowledgeBase.get_by_name("handbook")
    return base.retrieve(question)
