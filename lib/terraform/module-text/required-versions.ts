/** The first version that has optional attributes of objects. */
export const requiredTerraform = ">= 1.3";

export const requiredProvider = { source: "aliyun/alicloud", version: ">= 1.288.0, < 3.0.0" } as const;
