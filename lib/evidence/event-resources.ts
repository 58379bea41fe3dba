import type { CatalogAction } from "../catalog";
import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import type { AuditEvent } from "./audit-event";
import { jsonObject } from "./read-record";

/**
 * A resource of a call. A variable of the ARN that the event does not name is written as `{variable}`; as `{variable=id}`
 * if the event has its id, for which another event may have the name; as `{variable!}` if the name would be read as a
 * pattern; as `{variable+}` if there are too many names.
 */
export type SeenResource = string;

/** Where an event has the name of a variable, in lower case. */
interface VariableSource {
  readonly names: readonly string[];
  /** Parameters that hold an id, which the ARN does not take. */
  readonly ids?: readonly string[];
  /** Last part of types in `referencedResources`; `isId` if these are ids. */
  readonly type?: string;
  readonly isId?: true;
}

/**
 * By variable of the catalog's ARN templates. Parameters are those of the SDK (agentrun 5.7.5, read 2026-11-28); types of
 * AgentRun were not seen in any record.
 */
const sources: Readonly<Record<string, VariableSource>> = {
  workspaceName: { names: ["workspacename"], ids: ["workspaceid"], type: "workspace", isId: true },
  runtimeName: {
    names: ["agentruntimename", "runtimename"],
    ids: ["agentruntimeid"],
    type: "agentruntime",
    isId: true,
  },
  endpointName: {
    names: ["agentruntimeendpointname", "endpointname"],
    ids: ["agentruntimeendpointid"],
    type: "agentruntimeendpoint",
    isId: true,
  },
  botName: { names: ["imbotname", "botname"], ids: ["imbotid"] },
  flowId: { names: ["flowid"], type: "flow" },
  flowEndpointId: { names: ["flowendpointid"] },
  toolName: { names: ["toolname"], ids: ["toolid"] },
  credentialName: { names: ["credentialname"], ids: ["credentialid"] },
  knowledgeBaseName: { names: ["knowledgebasename"], ids: ["knowledgebaseid"] },
  modelServiceName: { names: ["modelservicename"], ids: ["modelserviceid"] },
  templateName: { names: ["templatename"], ids: ["templateid"] },
  ServiceName: { names: ["servicename"] },
  GatewayId: { names: ["gatewayid"] },
  ResourceId: { names: ["resourceid"] },
  VirtualResourceId: { names: ["virtualresourceid"] },
  BenchmarkTaskId: { names: ["benchmarktaskid", "taskname"] },
  roleName: { names: ["rolename"], type: "role" },
  policyName: { names: ["policyname"], type: "policy" },
  userName: { names: ["username"], type: "user" },
  groupName: { names: ["groupname"], type: "group" },
  resourceGroupId: { names: ["resourcegroupid"], type: "resourcegroup" },
  controlPolicyId: { names: ["policyid"] },
};

const variableOfId: ReadonlyMap<string, string> = new Map(
  Object.entries(sources).flatMap(([variable, { ids = [] }]) => ids.map((id) => [id, variable] as const)),
);

/** An id and its name, as an event has them, e.g. of a runtime. */
export interface NamedId {
  readonly variable: string;
  readonly id: string;
  readonly name: string;
}

const nobody: readonly NamedId[] = [];

function hasId(texts: ReadonlyMap<string, string>): boolean {
  for (const key of texts.keys()) if (variableOfId.has(key)) return true;
  return false;
}

/** The values in an event, by variable. */
export class EventValues {
  private readonly top: ReadonlyMap<string, string>;
  private readonly inside: ReadonlyMap<string, string>;

  public constructor(private readonly event: AuditEvent) {
    this.top = textsIn(event.parameters);
    const body = event.parameters["body"] ?? event.parameters["Body"];
    this.inside = body === undefined ? noTexts : textsIn(jsonObject(body));
  }

  public get product(): string {
    return this.top.get("acsproduct") ?? "";
  }

  public text(name: string): string | undefined {
    return this.top.get(name) ?? this.inside.get(name);
  }

  /**
   * The resources on which an action was authorized. `["*"]` if RAM authorizes it on nothing else.
   *
   * @param detail `types` leaves out all names, of which there are too many
   */
  public resourcesOf(action: CatalogAction, detail: "names" | "types" = "names"): readonly SeenResource[] {
    if (action.name === "sts:AssumeRole" && detail === "names") return [this.assumedRole()];
    const { resources } = action;
    if (resources === undefined || resources.length === 0) return ["*"];
    const [only, ...more] = resources;
    if (only !== undefined && more.length === 0 && only.optional !== true) return [this.fill(only.arn, detail)];
    const policyType = this.text("policytype");
    const wanted = this.wantedType();
    const hasSystem = resources.some(({ arn }) => arn.includes(":system:"));
    const taken = resources
      .filter(({ type, arn }) => {
        if (!hasSystem || type !== "Policy" || policyType === undefined) return true;
        return arn.includes(":system:") === (foldCase(policyType) === "system");
      })
      .filter(({ type, optional }) => optional !== true || wanted === undefined || type === wanted);
    return [...new Set(taken.map(({ arn }) => this.fill(arn, detail)))];
  }

  /** Ids and names that the parameters or the response have next to each other. */
  public namedIds(): readonly NamedId[] {
    if (this.event.response === undefined && !hasId(this.top) && !hasId(this.inside)) return nobody;
    const response = jsonObject(this.event.response);
    const objects = [
      this.top,
      this.inside,
      textsIn(response),
      textsIn(jsonObject(response["data"] ?? response["Data"])),
    ];
    const found: NamedId[] = [];
    for (const object of objects) {
      for (const [key, id] of object) {
        const variable = variableOfId.get(key);
        if (variable === undefined) continue;
        const names = sources[variable]?.names ?? [];
        const name = names
          .flatMap((one) => objects.map((texts) => texts.get(one)))
          .find((text) => text !== undefined && isName(text));
        if (name !== undefined) found.push({ variable, id, name });
      }
    }
    return found;
  }

  private assumedRole(): SeenResource {
    const [, account, name] = roleArn.exec(this.text("rolearn") ?? "") ?? [];
    const named = name ?? this.event.resources.get("ACS::RAM::Role")?.[0];
    return `acs:ram:*:${account ?? this.accountId()}:role/${named !== undefined && isName(named) ? named : "{roleName}"}`;
  }

  private fill(template: string, detail: "names" | "types"): SeenResource {
    const parts = partsOf(template);
    let filled = parts[0] ?? "";
    for (let index = 1; index < parts.length; index += 2) {
      const variable = parts[index] ?? "";
      const isName = variable !== "accountId" && variable !== "regionId";
      const value = detail === "types" && isName ? `{${variable}+}` : (this.valueOf(variable) ?? `{${variable}}`);
      filled += value + (parts[index + 1] ?? "");
    }
    return filled;
  }

  private accountId(): string {
    const { account = "" } = this.event;
    return /^\d+$/.test(account) ? account : "*";
  }

  private valueOf(variable: string): string | undefined {
    if (variable === "accountId") return this.accountId();
    if (variable === "regionId") {
      const region = this.event.region || (this.text("regionid") ?? "");
      return /^[a-z]{2}-[a-z0-9-]+$/.test(region) ? region : "*";
    }
    const source = Object.hasOwn(sources, variable) ? sources[variable] : { names: [foldCase(variable)] };
    const name = source?.names.map((one) => this.text(one)).find((text) => text !== undefined);
    if (name !== undefined) return isName(name) ? name : `{${variable}!}`;
    const referenced = source?.type === undefined ? undefined : this.referenced(source.type);
    if (referenced !== undefined && source?.isId !== true) return isName(referenced) ? referenced : `{${variable}!}`;
    const id = source?.ids?.map((one) => this.text(one)).find((text) => text !== undefined) ?? referenced;
    return id !== undefined && isName(id) ? `{${variable}=${id}}` : undefined;
  }

  /** The id of a type, if there is exactly one. */
  private referenced(type: string): string | undefined {
    for (const [name, ids] of this.event.resources) {
      if (foldCase(name.split("::").at(-1) ?? "") === type && ids.length === 1) return ids[0];
    }
    return undefined;
  }

  /** The type of the optional resource that a call of ResourceManager names. */
  private wantedType(): string | undefined {
    const principal = optionalTypes[foldCase(this.text("principaltype") ?? "")];
    if (principal !== undefined) return principal;
    const target = this.text("targetid");
    return target === undefined ? undefined : /^\d+$/.test(target) ? "Account" : "Folder";
  }
}

const optionalTypes: Readonly<Record<string, string>> = { imsuser: "User", imsgroup: "Group", servicerole: "Role" };

const roleArn = /^acs:ram::(\d+):role\/([\w.@-]+)$/i;

/** A role that a call hands to a service. */
export interface PassedRole {
  readonly resource: string;
  /** Name of the parameter with the ARN. */
  readonly parameter: string;
}

/** Maximum number of members of parameters that are searched. */
const mostMembers = 500;

/** Roles whose ARNs are in parameters that are named like a role, e.g. `executionRoleArn`. */
export function passedRoles({ parameters }: AuditEvent): readonly PassedRole[] {
  const found = new Map<string, PassedRole>();
  let members = 0;
  const look = (value: unknown, key: string, depth: number): void => {
    if (typeof value === "string") {
      if (!mayHoldRole(value)) return;
      if (!/role(arn)?s?(\.\d+)?$/i.test(key)) {
        if (value.startsWith("{") && value.includes(":role/") && depth < 5) look(jsonObject(value), key, depth + 1);
        return;
      }
      const [, account = "", name = ""] = roleArn.exec(value) ?? [];
      const resource = `acs:ram:*:${account}:role/${name}`;
      if (name !== "" && !found.has(resource)) found.set(resource, { resource, parameter: key });
      return;
    }
    if (depth >= 5 || typeof value !== "object" || value === null) return;
    for (const [inner, one] of Object.entries(value)) {
      members += 1;
      if (members > mostMembers) return;
      look(one, Array.isArray(value) ? key : inner, depth + 1);
    }
  };
  look(parameters, "", 0);
  return [...found.values()];
}

/** Whether a text begins as an ARN or as JSON. */
function mayHoldRole(text: string): boolean {
  const first = text.charCodeAt(0) | 32;
  return first === lowerA || first === openObject;
}

/** `{` is also found when the bit that distinguishes small letters from capitals is ignored. */
const [lowerA, openObject] = [97, 123];

/** Whether an ARN can have the name, and no pattern reads a part of it as a wildcard. */
export function isName(text: string): boolean {
  return /^[\w.@+=~%-]{1,256}$/.test(text);
}

const noTexts: ReadonlyMap<string, string> = new Map();

/** Texts, numbers and booleans by key. A log of a program has e.g. `true` where a trail has the text `"true"`. */
function textsIn(json: unknown): ReadonlyMap<string, string> {
  if (!isJsonObject(json)) return noTexts;
  let texts: Map<string, string> | undefined;
  for (const key in json) {
    const value = json[key];
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    const text = isPlain ? String(value) : "";
    if (text === "" || !Object.hasOwn(json, key)) continue;
    texts ??= new Map();
    texts.set(folded(key), text);
  }
  return texts ?? noTexts;
}

/** Maximum number of keys of parameters whose folded form is kept. */
const mostKeys = 10_000;

const foldedKeys = new Map<string, string>();

function folded(key: string): string {
  const known = foldedKeys.get(key);
  if (known !== undefined) return known;
  const made = foldCase(key);
  if (foldedKeys.size < mostKeys) foldedKeys.set(key, made);
  return made;
}

const templateParts = new Map<string, readonly string[]>();

/** A template of the catalog: texts, with the names of variables between them. */
function partsOf(template: string): readonly string[] {
  const known = templateParts.get(template) ?? template.split(/\{#(\w+)\}/);
  templateParts.set(template, known);
  return known;
}
