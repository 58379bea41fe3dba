import { formOf } from "./other-resources";
import { Random, seedOf } from "./random";
import type { StatementJson } from "./resolved-model";
import * as vocabulary from "./vocabulary";
import {
  type Attachment,
  type Identity,
  type Membership,
  type Noise,
  type Other,
  type Policy,
  type Role,
  type Stack,
  type World,
  documentOf,
  trustOf,
} from "./world";

/** Files by their path. */
export type Files = ReadonlyMap<string, string>;

/** Writes a world as the output of a synth. Equal parts of equal style are written the same. */
export function render({ stacks }: World): Files {
  const files = new Map<string, string>();
  const manifest = Object.fromEntries(
    stacks.map(({ name }) => [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
  );
  files.set("manifest.json", JSON.stringify({ stacks: manifest }));
  for (const stack of stacks) {
    for (const [name, text] of new StackWriter(stack).files()) files.set(`stacks/${stack.name}/${name}`, text);
  }
  return files;
}

type Json = Readonly<Record<string, unknown>>;
type Block = Record<string, unknown>;

const escaped = (text: string): string => text.replaceAll("${", "$${");
const quoted = (text: string): string => JSON.stringify(escaped(text));

/** Writes one stack. */
class StackWriter {
  private readonly resources: Record<string, Block> = {};
  private readonly overridden: Record<string, Block> = {};
  private readonly data: Record<string, Block> = {};
  private readonly locals: Block = {};
  private readonly variables: Block = {};
  private readonly modules: Block = {};
  private readonly outputs: Block = {};
  private readonly values: Block = {};
  private readonly more = new Map<string, string>();
  private readonly blocks: Block = {};

  public constructor(private readonly stack: Stack) {}

  public files(): Files {
    const { stack } = this;
    for (const policy of stack.policies) this.policy(policy);
    for (const role of stack.roles) this.role(role);
    for (const identity of stack.identities) this.identity(identity);
    for (const membership of stack.memberships) this.membership(membership);
    for (const attachment of stack.attachments) this.attachment(attachment);
    for (const other of stack.others) this.other(other);
    for (const noise of stack.noise) this.noise(noise);
    const isWrapped = stack.style % 3 === 0;
    const json: Block = {
      terraform: { required_providers: { alicloud: { source: "aliyun/alicloud", version: "1.289.0" } } },
      provider: {
        alicloud: stack.providers.map(({ alias, profile, assumedRole, region }) => ({
          ...(alias === "" ? {} : { alias }),
          region,
          ...(profile === "" ? {} : { profile }),
          ...(assumedRole === "" ? {} : { assume_role: [{ role_arn: assumedRole }] }),
        })),
      },
      resource: this.resources,
      ...this.blocks,
    };
    const given = { data: this.data, variable: this.variables, module: this.modules, output: this.outputs };
    for (const [name, block] of Object.entries(given)) if (Object.keys(block).length > 0) json[name] = block;
    if (Object.keys(this.locals).length > 0) json["locals"] = isWrapped ? [this.locals] : this.locals;
    this.more.set("cdk.tf.json", JSON.stringify(json));
    if (Object.keys(this.overridden).length > 0) {
      this.more.set("x_override.tf.json", JSON.stringify({ resource: this.overridden }));
    }
    if (Object.keys(this.values).length > 0) this.more.set("terraform.tfvars.json", JSON.stringify(this.values));
    return this.more;
  }

  private add(type: string, { key, style, alias }: Pick<Policy, "key" | "style" | "alias">, given: Json): void {
    const random = new Random(seedOf(style, "meta"));
    this.resources[type] = {
      ...this.resources[type],
      [key]: {
        ...given,
        ...(alias === "" ? {} : { provider: `alicloud.${alias}` }),
        ...(random.chance(0.1) ? { lifecycle: { create_before_destroy: true } } : {}),
      },
    };
  }

  private policy(policy: Policy): void {
    const { key, style, name, statements, description } = policy;
    const random = new Random(seedOf(style, "policy"));
    const form = random.below(8);
    const document = documentOf(statements).Statement;
    if (form === 0) {
      this.add("alicloud_ram_policy", policy, {
        policy_name: this.text(name, key, style, "name"),
        statement: document.every(isPlain) ? document.map((one) => blockOf(one)) : undefined,
        ...(document.every(isPlain) ? {} : { policy_document: JSON.stringify(documentOf(statements)) }),
      });
    } else if (form === 1) {
      this.add("alicloud_resource_manager_policy", policy, {
        policy_name: this.text(name, key, style, "name"),
        policy_document: this.document(documentOf(statements), key, style),
      });
    } else {
      const [nameArgument, documentArgument] = form === 2 ? ["name", "document"] : ["policy_name", "policy_document"];
      this.add("alicloud_ram_policy", policy, {
        [nameArgument]: this.text(name, key, style, "name"),
        [documentArgument]: this.document(documentOf(statements), key, style),
        ...(description === 0 ? {} : { description: "of another team" }),
      });
    }
    if (random.chance(0.05)) {
      this.overridden["alicloud_ram_policy"] = {
        ...this.overridden["alicloud_ram_policy"],
        [key]: { policy_document: JSON.stringify(documentOf(statements)) },
      };
    }
  }

  private role(role: Role): void {
    const { key, style, name, trusted, condition } = role;
    const document = trustOf(trusted, condition);
    const random = new Random(seedOf(style, "role"));
    const { Service: services, RAM: ramUsers } = document.Statement[0]?.Principal ?? {};
    const isAssembled = random.chance(0.2) && document.Statement[0]?.Condition === undefined;
    this.add("alicloud_ram_role", role, {
      role_name: this.text(name, key, style, "name"),
      ...(isAssembled
        ? {
            ...(services === undefined ? {} : { services }),
            ...(ramUsers === undefined ? {} : { ram_users: ramUsers }),
          }
        : { assume_role_policy_document: this.document(document, key, style) }),
    });
  }

  private identity(identity: Identity): void {
    const { key, style, kind, name, description } = identity;
    const text = this.text(name, key, style, "name");
    if (kind === "user") this.add("alicloud_ram_user", identity, { name: text, comments: `c${description}` });
    else this.add("alicloud_ram_group", identity, { group_name: text, comments: `c${description}` });
  }

  private membership(membership: Membership): void {
    const { key, style, group, users } = membership;
    const random = new Random(seedOf(style, "membership"));
    const groupName = this.named("group", group, key, style);
    if (random.chance(0.5)) {
      const names = users.map((user) => this.named("user", user, key, style));
      this.add("alicloud_ram_group_membership", membership, { group_name: groupName, user_names: names });
      return;
    }
    this.each(membership, users, (user, part) => {
      const name = user ?? this.named("user", users[0] ?? "", key, style);
      this.add("alicloud_ram_user_group_attachment", part, { group_name: groupName, user_name: name });
    });
  }

  private attachment(attachment: Attachment): void {
    const { key, style, kind, principals, policy, policyType, resourceGroup } = attachment;
    const random = new Random(seedOf(style, "attachment"));
    const policyName = policyType === "System" ? policy : this.policyName(policy, attachment);
    const isScoped = resourceGroup !== undefined || random.chance(0.1);
    this.each(attachment, principals, (each, part) => {
      const principal = each ?? this.named(kind, principals[0] ?? "", key, style);
      const given = { policy_name: policyName, policy_type: policyType };
      if (!isScoped) {
        this.add(`alicloud_ram_${kind}_policy_attachment`, part, { ...given, [`${kind}_name`]: principal });
        return;
      }
      this.add("alicloud_resource_manager_policy_attachment", part, {
        ...given,
        principal_name: `${principal}@${{ user: "", group: "group.", role: "role." }[kind]}x.onaliyun.com`,
        principal_type: { user: "IMSUser", group: "IMSGroup", role: "ServiceRole" }[kind],
        resource_group_id: resourceGroup ?? vocabulary.accountId,
      });
    });
  }

  /** One resource for several names, by `for_each` or one by one. */
  private each(
    part: Attachment | Membership,
    names: readonly string[],
    write: (each: string | undefined, part: Pick<Policy, "key" | "style" | "alias"> & Json) => void,
  ): void {
    const { key, style, alias } = part;
    const random = new Random(seedOf(style, "each"));
    const form = random.below(4);
    if (names.length === 1 && form < 3) {
      write(undefined, { key, style, alias });
      return;
    }
    if (form === 0) {
      for (const name of names) write(name, { key: `${key}_${name}`, style, alias });
      return;
    }
    const list = form === 1 ? `\${toset(${JSON.stringify(names)})}` : this.list(names, key);
    write(form === 3 ? "${each.key}" : "${each.value}", { key, style, alias });
    for (const [type, block] of Object.entries(this.resources)) {
      if (key in block) this.resources[type] = { ...block, [key]: { for_each: list, ...asBlock(block[key]) } };
    }
  }

  private list(names: readonly string[], key: string): unknown {
    if (seedOf(key) % 2 === 0) return Object.fromEntries(names.map((name) => [name, name]));
    this.locals[`${key}_names`] = names;
    return `\${toset(local.${key}_names)}`;
  }

  private policyName(policy: string, { key, style, alias }: Attachment): string {
    const own = this.stack.policies.find((one) => one.name === policy && one.alias === alias);
    const random = new Random(seedOf(style, "reference"));
    if (own === undefined || random.chance(0.3)) return this.text(policy, key, style, "policy");
    const { type, argument } = this.placeOf(own.key) ?? { type: "", argument: "" };
    return type === "" ? policy : `\${${type}.${own.key}.${argument}}`;
  }

  private placeOf(key: string): { readonly type: string; readonly argument: string } | undefined {
    for (const [type, block] of Object.entries(this.resources)) {
      if (!(key in block)) continue;
      return { type, argument: "policy_name" in asBlock(block[key]) ? "policy_name" : "name" };
    }
    return undefined;
  }

  /** The name of a principal, as a reference if the stack creates it. */
  private named(kind: "user" | "group" | "role", name: string, key: string, style: number): string {
    const random = new Random(seedOf(style, kind, name));
    const identity = this.stack.identities.find((one) => one.kind === kind && one.name === name);
    if (identity !== undefined && random.chance(0.6)) {
      return `\${alicloud_ram_${kind}.${identity.key}.${kind === "user" ? "name" : "group_name"}}`;
    }
    const role = kind === "role" ? this.stack.roles.find((one) => one.name === name) : undefined;
    if (role !== undefined && random.chance(0.6)) return `\${alicloud_ram_role.${role.key}.role_name}`;
    return this.text(name, key, style, kind + name);
  }

  private document(document: object, key: string, style: number): string {
    const text = JSON.stringify(document);
    const random = new Random(seedOf(style, "document"));
    switch (random.below(12)) {
      case 0:
        return `\${jsonencode(${hclOf(document)})}`;
      case 1:
        this.locals[`${key}_document`] = document;
        return `\${jsonencode(local.${key}_document)}`;
      case 2:
        this.more.set(`${key}.json`, text);
        return `\${file("\${path.module}/${key}.json")}`;
      case 3:
        return this.module(text, key);
      case 4:
        return JSON.stringify(document, null, 2);
      case 5:
        // One part of the document is an expression.
        return text.replace(/"Resource":\["([^"$]*)"/, (_, resource: string) => {
          return `"Resource":["${this.text(resource, key, style, "resource")}"`;
        });
      case 6:
        return this.text(text, key, style, "whole");
      default:
        return escaped(text);
    }
  }

  private module(value: string, key: string): string {
    const content = { output: { value: { value: escaped(value) } } };
    this.more.set(`modules/${key}/main.tf.json`, JSON.stringify(content));
    this.modules[key] = { source: `./modules/${key}` };
    return `\${module.${key}.value}`;
  }

  /** A text in one of the ways in which Terraform can be told it. */
  private text(value: string, key: string, style: number, label: string): string {
    const random = new Random(seedOf(style, label));
    const name = `${key}_${label.replace(/\W/g, "")}`;
    const half = Math.floor(value.length / 2);
    switch (random.below(30)) {
      case 0:
        this.locals[name] = escaped(value);
        return `\${local.${name}}`;
      case 1:
        this.variables[name] = { default: value };
        return `\${var.${name}}`;
      case 2:
        this.variables[name] = { default: "decoy" };
        this.values[name] = value;
        return `\${var.${name}}`;
      case 3:
        this.variables[name] = { default: value };
        this.locals[name] = `\${var.${name}}`;
        return `\${local.${name}}`;
      case 4:
        return `\${format("%s%s", ${quoted(value.slice(0, half))}, ${quoted(value.slice(half))})}`;
      case 5:
        return `\${join("", [${quoted(value.slice(0, half))}, ${quoted(value.slice(half))}])}`;
      case 6:
        this.locals[name] = { inner: [escaped(value), "decoy"] };
        return `\${local.${name}.inner[0]}`;
      case 7:
        this.locals[name] = { inner: escaped(value) };
        return `\${ local . ${name} ["inner"] }`;
      case 8:
        this.resources["terraform_data"] = { ...this.resources["terraform_data"], [name]: { input: escaped(value) } };
        return `\${terraform_data.${name}.output}`;
      case 9:
        return `\${true ? ${quoted(value)} : "decoy"}`;
      case 10:
        this.more.set(`${name}.txt`, value);
        return `\${trimspace(file("${name}.txt"))}`;
      case 11:
        return this.module(value, name);
      case 12:
        this.variables[name] = { default: ["decoy", value] };
        return `\${element(var.${name}, 1)}`;
      case 13:
        this.locals[`${name}_größe`] = escaped(value);
        return `\${local.${name}_größe}`;
      case 14:
        return `\${coalesce("", ${quoted(value)})}`;
      case 15:
        this.more.set(`${name}.auto.tfvars.json`, JSON.stringify({ [name]: value }));
        this.variables[name] = {};
        return `\${var.${name}}`;
      default:
        return escaped(value);
    }
  }

  private other(other: Other): void {
    const { type, given } = formOf(other);
    const random = new Random(seedOf(other.style, "other"));
    const written = Object.entries(given(other.value)).map(([name, value]) => [
      name,
      typeof value === "string" && random.chance(0.3) ? this.text(value, other.key, other.style, name) : value,
    ]);
    this.add(type, other, Object.fromEntries(written) as Json);
  }

  private noise({ kind, value }: Noise): void {
    const key = `n${kind}`;
    const part = { key, style: 0, alias: "" };
    switch (kind) {
      case 0:
        this.add("alicloud_vpc", part, { vpc_name: `v${value}`, cidr_block: "10.0.0.0/8" });
        return;
      case 1:
        this.add("random_pet", part, { length: value + 1 });
        return;
      case 2:
        this.outputs[key] = { value: `o${value}` };
        return;
      case 3:
        this.locals[key] = `unused${value}`;
        return;
      case 4:
        this.variables[key] = { default: `unused${value}` };
        return;
      case 5:
        this.blocks["//"] = { metadata: { version: String(value) } };
        return;
      case 6:
        this.add("alicloud_oss_bucket", part, { bucket: "quiet", tags: { team: `t${value}` } });
        return;
      case 7:
        this.blocks["moved"] = [{ from: `alicloud_vpc.old${value}`, to: "alicloud_vpc.n0" }];
        return;
      case 8:
        this.add("alicloud_log_store", part, { retention_period: 30 + value });
        return;
      case 9:
        this.data["alicloud_zones"] = { [key]: { available_resource_creation: `r${value}` } };
        return;
      case 10:
        this.add("null_resource", part, { triggers: { at: `t${value}` } });
        return;
      default:
        this.add("alicloud_security_group", part, { description: `d${value}` });
    }
  }
}

function asBlock(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Whether the provider's blocks can say it. */
function isPlain({ NotAction, NotResource }: StatementJson): boolean {
  return NotAction === undefined && NotResource === undefined;
}

function blockOf({ Effect, Action, Resource, Condition = {} }: StatementJson): Json {
  const tests = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([variable, value]) => ({ operator, variable, values: [value] })),
  );
  return { effect: Effect, action: Action, resource: Resource, ...(tests.length === 0 ? {} : { condition: tests }) };
}

function hclOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? quoted(value) : String(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)} = ${hclOf(item)}`)
    .join(", ")}}`;
}
