import { type CatalogAction, catalogAction, service } from "../catalog";
import { actionsOfApi } from "../catalog/actions-of-api";
import { foldCase } from "../policy/letter-case";
import { type ServiceNames, ServiceCodes } from "./service-names";

/** What an event needs, according to the catalog. */
export type EventActions =
  /** All of these actions authorize the call. */
  | { readonly kind: "actions"; readonly code: string; readonly actions: readonly CatalogAction[] }
  /** The call needs no permission from an identity policy. */
  | { readonly kind: "free"; readonly code: string }
  /** The catalog has no action for it. `code` is `undefined` if the service is not known either. */
  | { readonly kind: "unmapped"; readonly code: string | undefined };

/** Calls that need no permission of the caller: sts:AssumeRoleWithOIDC and -SAML are decided by the trust policy alone. */
const free = new Set(
  ["sts:GetCallerIdentity", "sts:AssumeRoleWithOIDC", "sts:AssumeRoleWithSAML", "location:DescribeEndpoints"].map(
    foldCase,
  ),
);

/**
 * Actions whose names differ from that of the API, for services whose authorization page the catalog lacks. Inferred from
 * the names that the vendor's policies and pages use (read 2026-11-28).
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "log:getlogs": ["log:GetLogStoreLogs"],
  "log:getlogsv2": ["log:GetLogStoreLogs"],
  "log:getlogstorelogs": ["log:GetLogStoreLogs"],
  "log:listlogstores": ["log:ListLogStores"],
  "log:listprojects": ["log:ListProject"],
  "oss:listobjectsv2": ["oss:ListObjects"],
  "oss:getbucket": ["oss:ListObjects"],
  "oss:getbucketv2": ["oss:ListObjects"],
  "oss:headobject": ["oss:GetObject"],
  "oss:getobjectmeta": ["oss:GetObject"],
  "oss:copyobject": ["oss:GetObject", "oss:PutObject"],
  "oss:postobject": ["oss:PutObject"],
  "oss:appendobject": ["oss:PutObject"],
  "oss:initiatemultipartupload": ["oss:PutObject"],
  "oss:uploadpart": ["oss:PutObject"],
  "oss:completemultipartupload": ["oss:PutObject"],
  "cr:listrepotag": ["cr:ListRepositoryTag"],
};

/** Most pairs of service and event whose actions are kept. */
const mostKept = 20_000;

/** Finds the actions of events. */
export class EventActionFinder {
  private readonly codes: ServiceCodes;
  private readonly known = new Map<string, EventActions>();
  private readonly byService = new Map<string, Map<string, EventActions>>();
  private kept = 0;

  public constructor(names: ServiceNames = {}) {
    this.codes = new ServiceCodes(names);
  }

  /** For a service that is known by its name, whatever the product and the host are; `undefined` for others. */
  public actionsOfService(serviceName: string, name: string): EventActions | undefined {
    const known = this.byService.get(serviceName)?.get(name);
    if (known !== undefined || serviceName === "" || this.codes.codeOf(serviceName, "", "") === undefined) return known;
    const found = this.actionsOf(serviceName, name, "", "");
    const names = this.byService.get(serviceName) ?? new Map<string, EventActions>();
    if (this.kept < mostKept) {
      this.kept += 1;
      this.byService.set(serviceName, names.set(name, found));
    }
    return found;
  }

  public actionsOf(serviceName: string, name: string, product: string, host: string): EventActions {
    const key = `${serviceName}\n${name}\n${serviceName === "" ? `${product}\n${host}` : product}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.find(serviceName, name, product, host);
    if (this.known.size < mostKept) this.known.set(key, found);
    return found;
  }

  private find(serviceName: string, name: string, product: string, host: string): EventActions {
    if (foldCase(serviceName) === "location") return { kind: "free", code: "location" };
    const code = this.codes.codeOf(serviceName, product, host);
    if (code === undefined || !/^\w+$/.test(name)) return { kind: "unmapped", code };
    if (free.has(foldCase(`${code}:${name}`))) return { kind: "free", code };
    const actions = code === "resourcemanager" ? ofResourceManager(name) : actionsOf(code, name);
    return actions.length === 0 ? { kind: "unmapped", code } : { kind: "actions", code, actions };
  }
}

function actionsOf(code: string, name: string): readonly CatalogAction[] {
  const known = service(code);
  if (known === undefined) return [];
  const exact = catalogAction(`${code}:${name}`);
  if (exact !== undefined) return [exact];
  const other = otherNames[foldCase(`${code}:${name}`)];
  if (other !== undefined) return every(other);
  const newer = Object.entries(known.formerNames).find(([older]) => foldCase(older) === foldCase(name))?.[1];
  return newer === undefined ? actionsOfApi(`${code}:${name}`) : every([`${code}:${newer}`]);
}

/** All of the actions, or none if the catalog lacks one, because some of them alone would not allow the call. */
function every(names: readonly string[]): readonly CatalogAction[] {
  const found = names.flatMap((name) => catalogAction(name) ?? []);
  return found.length === names.length ? found : [];
}

/**
 * RAM's pages give ResourceManager's calls on resource groups and service-linked roles the code `ram`. For calls that they
 * do not name, RAM may ask for either code.
 */
function ofResourceManager(name: string): readonly CatalogAction[] {
  const directory = catalogAction(`resourcemanager:${name}`);
  const ram = catalogAction(`ram:${name}`);
  if (directory?.provenance.includes("authorization-table") === true) return [directory];
  if (ram?.provenance.includes("authorization-table") === true) return [ram];
  return [ram, directory].flatMap((one) => one ?? []);
}
