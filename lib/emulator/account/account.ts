import { ApiError } from "../api-error";
import { NameMap } from "../name-map";
import type { Quotas } from "../quotas";
import type {
  AttachmentRecord,
  ControlPolicyRecord,
  GroupRecord,
  PolicyRecord,
  PolicyType,
  PrincipalKind,
  Records,
  ResourceGroupRecord,
  RoleRecord,
  TableName,
  UserRecord,
} from "../state/records";
import type { Store } from "../state/store";
import { idFormats } from "./ids";
import { systemPolicies } from "./system-policies";

/** How error codes and parameters name the kinds of principals. */
export const kindNames = { user: "User", group: "Group", role: "Role" } as const satisfies Record<
  PrincipalKind,
  string
>;

/** Reads and changes one account. Lookups throw what RAM answers where nothing has the name. */
export class Account {
  public constructor(
    public readonly id: string,
    public readonly store: Store,
    public readonly quotas: Quotas,
    private readonly clock: () => Date,
  ) {}

  /** The present, in the form of RAM's dates: to the second. */
  public now(): string {
    return this.clock()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
  }

  public time(): Date {
    return this.clock();
  }

  public table<T extends TableName>(name: T): NameMap<Records[T]> {
    return this.store.tables[name]; // tables are by name
  }

  /** The next id of a kind. */
  public nextId(kind: keyof typeof idFormats): string {
    const given = (this.store.tables.counters.get("ids")?.given ?? 0) + 1;
    this.store.put("counters", { given });
    return idFormats[kind](given);
  }

  /** @throws ApiError EntityNotExist.Policy */
  public policy(name: string, type: PolicyType): PolicyRecord {
    const { policies, systemPolicies: given } = this.store.tables;
    const policy = type === "Custom" ? policies.get(name) : (given.get(name) ?? systemPolicies().get(name));
    if (policy !== undefined) return policy;
    const how = "the emulator knows those of the catalog, and those given with --system-policies or systemPolicies";
    const message = `The policy does not exist: ${name}${type === "Custom" ? "" : ` (of system policies ${how})`}.`;
    throw ApiError.of("EntityNotExist.Policy", message);
  }

  /** System policies whose names come after a name, in order. */
  public *systemPoliciesAfter(name: string): IterableIterator<PolicyRecord> {
    const { systemPolicies: given } = this.store.tables;
    if (given.size === 0) {
      yield* systemPolicies().after(name);
      return;
    }
    const all = new NameMap<PolicyRecord>();
    for (const policy of [...systemPolicies().values(), ...given.values()]) all.set(policy.name, policy);
    yield* all.after(name);
  }

  /** @throws ApiError EntityNotExist.User */
  public user(name: string): UserRecord {
    const user = this.store.tables.users.get(name);
    if (user === undefined) throw ApiError.of("EntityNotExist.User", `The user does not exist: ${name}.`);
    return user;
  }

  /** @throws ApiError EntityNotExist.Group */
  public group(name: string): GroupRecord {
    const group = this.store.tables.groups.get(name);
    if (group === undefined) throw ApiError.of("EntityNotExist.Group", `The group does not exist: ${name}.`);
    return group;
  }

  /** @throws ApiError EntityNotExist.Role */
  public role(name: string): RoleRecord {
    const role = this.store.tables.roles.get(name);
    if (role === undefined) throw ApiError.of("EntityNotExist.Role", `The role does not exist: ${name}.`);
    return role;
  }

  /** The role that a record is of; `undefined` where it was deleted, be it that another one has its name now. */
  public sameRole({ role: name, roleId }: { readonly role: string; readonly roleId: string }): RoleRecord | undefined {
    const role = this.store.tables.roles.get(name);
    if (role === undefined) return undefined;
    return role.id === roleId ? role : undefined;
  }

  /** Name of a principal as it was created. */
  public principalName(kind: PrincipalKind, name: string): string {
    return { user: () => this.user(name), group: () => this.group(name), role: () => this.role(name) }[kind]().name;
  }

  /** @throws ApiError EntityNotExists.ResourceGroup */
  public resourceGroup(id: string): ResourceGroupRecord {
    const group = this.store.tables.resourceGroups.get(id);
    if (group === undefined) {
      throw ApiError.of("EntityNotExists.ResourceGroup", `The resource group does not exist: ${id}.`);
    }
    return group;
  }

  /** @throws ApiError EntityNotExists.ControlPolicy */
  public controlPolicy(id: string): ControlPolicyRecord {
    const policy = this.store.tables.controlPolicies.get(id);
    if (policy === undefined) {
      throw ApiError.of("EntityNotExists.ControlPolicy", `The control policy does not exist: ${id}.`);
    }
    return policy;
  }

  /** ARN of a principal. Service-linked roles have theirs in lower case, as the service's own answers show. */
  public arnOf(
    kind: PrincipalKind,
    { name, serviceName }: { readonly name: string; readonly serviceName?: string },
  ): string {
    return `acs:ram::${this.id}:${kind}/${serviceName === undefined ? name : name.toLowerCase()}`;
  }

  /** Attachments of a principal: at account level, or in one resource group. */
  public attachmentsOf(kind: PrincipalKind, name: string, resourceGroupId = ""): readonly AttachmentRecord[] {
    return [...this.store.tables.attachments.startingWith(`${kind}/${name}/${resourceGroupId}/`)];
  }

  /** Attachments of a principal, wherever they hold. */
  public allAttachmentsOf(kind: PrincipalKind, name: string): readonly AttachmentRecord[] {
    return [...this.store.tables.attachments.startingWith(`${kind}/${name}/`)];
  }

  public groupsOf(user: string): readonly GroupRecord[] {
    const { groups, memberships } = this.store.tables;
    return [...groups.values()].filter((group) => memberships.has(`${group.name}/${user}`));
  }

  public accessKeysOf(user: string): readonly Records["accessKeys"][] {
    const folded = user.toLowerCase();
    return [...this.store.tables.accessKeys.values()].filter((key) => key.user.toLowerCase() === folded);
  }
}
