import { foldCase } from "../policy/letter-case";

/** RAM codes by `serviceName` of audit records. */
export type ServiceNames = Readonly<Record<string, string>>;

/**
 * `serviceName` of a record, the product of its request, or the first label of its host, to the RAM code. Letter case does
 * not matter: `Rds` and `RDS` were both seen.
 *
 * Seen in records or official queries (read 2026-11-28): Ram, Ims, Sts, ResourceManager, Actiontrail, Ecs, Vpc, Kms, Rds,
 * Cloudfw. All others are inferred from names of products.
 */
const builtInServiceNames: ServiceNames = {
  Actiontrail: "actiontrail",
  AgentRun: "agentrun",
  Apig: "apig",
  ARMS: "arms",
  BaiLian: "sfm",
  Cdn: "cdn",
  CloudFlow: "fnf",
  Cloudfw: "yundun-cloudfirewall",
  Cms: "cms",
  Cr: "cr",
  Devs: "devs",
  Eas: "eas",
  Ecs: "ecs",
  EventBridge: "eventbridge",
  FC: "fc",
  "FC-Open": "fc",
  FCV3: "fc",
  FnF: "fnf",
  Gpdb: "gpdb",
  Ims: "ram",
  Kms: "kms",
  Log: "log",
  Nas: "nas",
  Oss: "oss",
  Ots: "ots",
  PaiEas: "eas",
  PrivateLink: "privatelink",
  Ram: "ram",
  Rds: "rds",
  ResourceDirectoryMaster: "resourcemanager",
  ResourceManager: "resourcemanager",
  SFM: "sfm",
  Sls: "log",
  Sts: "sts",
  Tablestore: "ots",
  Vpc: "vpc",
  XTrace: "xtrace",
};

/** Finds the RAM code of an event. */
export class ServiceCodes {
  private readonly byName: ReadonlyMap<string, string>;

  /** @param more names that the user gives, which take precedence */
  public constructor(more: ServiceNames = {}) {
    this.byName = new Map(
      [...Object.entries(builtInServiceNames), ...Object.entries(more)].map(([name, code]) => [
        foldCase(name),
        foldCase(code),
      ]),
    );
  }

  /** @param product `AcsProduct` of the request */
  public codeOf(service: string, product: string, host: string): string | undefined {
    return (
      this.named(service) ??
      this.named(product) ??
      hostNames(host)
        .map((name) => this.named(name))
        .find(Boolean)
    );
  }

  private named(name: string): string | undefined {
    return name === "" ? undefined : this.byName.get(foldCase(name));
  }
}

/**
 * Names of the product in a host, the likeliest first: `ecs.aliyuncs.com`, `ecs-cn-hangzhou-share.aliyuncs.com`,
 * `actiontrail-openapi-share.cn-hangzhou.aliyuncs.com`, `<project>.<region>.log.aliyuncs.com`,
 * `<region>.fnf.aliyuncs.com`, `<bucket>.oss-cn-hangzhou.aliyuncs.com`.
 */
function hostNames(host: string): readonly string[] {
  const labels = host.replace(/\.aliyuncs\.com$/i, "").split(".");
  if (labels.length === 1 && labels[0] === host) return [];
  const last = labels.at(-1) ?? "";
  const first = labels[0] ?? "";
  return [productOf(last), productOf(first)];
}

/** A label without the part after the product's name. */
function productOf(label: string): string {
  return label
    .replace(/-(internal|vpc)$/i, "")
    .replace(/-share$/i, "")
    .replace(/-(inc|openapi)$/i, "")
    .replace(/-[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/i, "");
}
