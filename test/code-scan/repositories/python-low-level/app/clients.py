"""Makes the clients that the other modules use."""
import os

from alibabacloud_agentrun20250910.client import Client as AgentRunClient
from alibabacloud_fc20230330 import client as fc
from alibabacloud_tea_openapi import models as open_api_models


def config(product: str) -> open_api_models.Config:
    return open_api_models.Config(
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        endpoint=f"{product}.cn-hangzhou.aliyuncs.com",
    )


def agentrun():
    return AgentRunClient(config("agentrun"))


class Functions:
    def __init__(self):
        self.client = fc.Client(config("fcv3"))

    def names(self):
        return [one.function_name for one in self.client.list_functions(None).body.functions]
