const Fc = require("@alicloud/fc20230330").default;
const { $OpenApiUtil, default: OpenApi } = require("@alicloud/openapi-core");
const { remove } = require("./fake");

const fc = new Fc({ endpoint: "fcv3.cn-hangzhou.aliyuncs.com" });

async function call() {
  const { body } = await fc.listFunctions({});
  for (const one of body.functions) await fc.getFunction(one.functionName, {});
  const params = new $OpenApiUtil.Params({ action: "GetAgentRuntime", version: "2025-09-10", protocol: "HTTPS" });
  return new OpenApi({}).callApi(params, {}, {});
}

remove({ deleteFunction: () => undefined });
module.exports = { call, fc };
