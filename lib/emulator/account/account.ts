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
import { foldCase } from "../../policy/letter-case";

/** The word for each kind of principal in error codes and parameter names, e.g. `EntityNotExist.Role`, `RoleName`. */
export const kindNames = { user: "User", group: "Group", role: "Role" } as const satisfies Record<
  PrincipalKind,
  string
>;

/** One account. Lookups throw the error that RAM returns when the object does not exist. */
export class Account {
  public constructor(
    public readonly id: string,
    public readonly store: Store,
    public readonly quotas: Quotas,
    private readonly clock: () => Date,
  ) {}

  /** The current time in the format of RAM's dates, e.g. `2026-11-22T08:00:00Z`. */
  public now(): string {
    return this.clock()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
  }

  public time(): Date {
    return this.clock();
  }

  public table<T extends TableName>(name: T): NameMap<Records[T]> {
    return this.store.tables[name];
  }

  /** A new id. */
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
    const hint =
      " (the emulator has the system policies of the catalog; add others with --system-policies or the option systemPolicies)";
    const message = `The policy does not exist: ${name}${type === "Custom" ? "" : hint}.`;
    throw ApiError.of("EntityNotExist.Policy", message);
  }

  /** System policies with names after `name`, sorted by name. */
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

  /** The role with this name and id. `undefined` if it was deleted, even if a new role has the same name. */
  public sameRole({ role: name, roleId }: { readonly role: string; readonly roleId: string }): RoleRecord | undefined {
    const role = this.store.tables.roles.get(name);
    if (role === undefined) return undefined;
    return role.id === roleId ? role : undefined;
  }

  /** The name of a principal in the letter case in which it was created. */
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

  /** The ARN of a principal. The service returns ARNs of service-linked roles in lower case. */
  public arnOf(
    kind: PrincipalKind,
    { name, serviceName }: { readonly name: string; readonly serviceName?: string },
  ): string {
    return `acs:ram::${this.id}:${kind}/${serviceName === undefined ? name : foldCase(name)}`;
  }

  /** The attachments of a principal at account level, or in one resource group. */
  public attachmentsOf(kind: PrincipalKind, name: string, resourceGroupId = ""): readonly AttachmentRecord[] {
    return [...this.store.tables.attachments.startingWith(`${kind}/${name}/${resourceGroupId}/`)];
  }

  /** The attachments of a principal at account level and in all resource groups. */
  public allAttachmentsOf(kind: PrincipalKind, name: string): readonly AttachmentRecord[] {
    return [...this.store.tables.attachments.startingWith(`${kind}/${name}/`)];
  }

  public groupsOf(user: string): readonly GroupRecord[] {
    const { groups, memberships } = this.store.tables;
    return [...groups.values()].filter((group) => memberships.has(`${group.name}/${user}`));
  }

  public accessKeysOf(user: string): readonly Records["accessKeys"][] {
    const folded = foldCase(user);
    return [...this.store.tables.accessKeys.values()].filter((key) => foldCase(key.user) === folded);
  }
}
