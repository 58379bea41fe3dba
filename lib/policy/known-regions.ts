import { nearestNames } from "./nearest";

/** Source and date of the regions. Alibaba Cloud opens more regions, so a region that is missing here may exist. */
export const regionsSource = {
  source:
    "https://www.alibabacloud.com/help/en/resource-management/tag/developer-reference/api-tag-2018-08-28-endpoint and the endpoint pages of Function Compute, CLB and CEN",
  read: "2026-11-28",
} as const;

/** Ids of the regions, including closed ones, because policies may still name them. */
export const knownRegions: readonly string[] = [
  ...["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3"],
  ...["ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "cn-beijing", "cn-beijing-finance-1", "cn-chengdu"],
  ...["cn-fuzhou", "cn-guangzhou", "cn-hangzhou", "cn-hangzhou-finance", "cn-heyuan", "cn-hongkong", "cn-huhehaote"],
  ...["cn-nanjing", "cn-north-2-gov-1", "cn-qingdao", "cn-shanghai", "cn-shanghai-finance-1", "cn-shenzhen"],
  ...["cn-shenzhen-finance-1", "cn-wuhan-lr", "cn-wulanchabu", "cn-zhangjiakou", "cn-zhengzhou-jva", "eu-central-1"],
  ...["eu-west-1", "me-central-1", "me-east-1", "na-south-1", "us-east-1", "us-west-1"],
];

/** The known region that was probably meant; `undefined` for a known region, and if none is close. */
export function nearestRegion(region: string): string | undefined {
  return isKnownRegion(region) ? undefined : nearestNames(region, knownRegions, 1)[0];
}

export function isKnownRegion(region: string): boolean {
  return knownRegions.includes(region);
}
