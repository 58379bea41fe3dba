/**
 * In 2026 the vendor renamed some of AgentRun's roles. An account may have either generation.
 *
 * - `devs`: `AliyunDevs...` roles and policies, service `devs.aliyuncs.com` (help.aliyun.com)
 * - `functionai`: `AliyunFCFunctionAI...`, service `functionai.fc.aliyuncs.com` (www.alibabacloud.com, policies of
 *   2026-03)
 */
export type Generation = (typeof generations)[number];

/** All generations, oldest first. */
export const generations = ["devs", "functionai"] as const;
