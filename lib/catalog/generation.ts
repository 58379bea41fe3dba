/**
 * The vendor renamed a part of AgentRun's roles in 2026. Both generations exist; new console accounts may have either.
 *
 * - `devs`: `AliyunDevs...` roles and policies, service `devs.aliyuncs.com` (help.aliyun.com)
 * - `functionai`: `AliyunFCFunctionAI...`, service `functionai.fc.aliyuncs.com` (www.alibabacloud.com, policies of 2026-03)
 */
export type Generation = (typeof generations)[number];

/** All generations, oldest first. */
export const generations = ["devs", "functionai"] as const;
