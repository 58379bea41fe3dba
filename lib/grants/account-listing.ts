import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import { type CaseInsensitive, caseInsensitive, entriesIn } from "../terraform/case-insensitive";
import { asList } from "../terraform/json-values";
import { planStack } from "../terraform/plan";
import { type SynthesizedStack, UnreadableStackError } from "../terraform/synthesized-stack";
import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";

type Json = Readonly<Record<string, unknown>>;

/** The resource group that every account has. */
const defaultResourceGroup = "default";

/** The member that marks a listing which `agentrun-ram pull` wrote. */
const noteKey = "AgentrunRamListing";

/** Whether parsed JSON is a listing of an account, as `agentrun-ram pull` writes it. */
export function isAccountListing(json: Json): boolean {
  return isJsonObject(json[noteKey]);
}

/** A pulled account, read as the state of a stack that has everything. */
export interface PulledAccount {
  readonly stack: SynthesizedStack;
  readonly accountId: string;
  /** Whether every call was answered. */
  readonly isComplete: boolean;
  /** Calls that were refused or failed, with the error. */
  readonly missing: readonly string[];
}

/** @throws UnreadableStackError RAM501 for a listing of another version, or with a response that lacks something */
export function readAccountListing(name: string, file: string, json: Json): PulledAccount {
  const { version, account, complete, missing } = json[noteKey] as Json; // isAccountListing has looked at it
  if (version !== 1 || typeof account !== "string") {
    throw new UnreadableStackError(file, `a listing of version ${String(version)}`, "pull the account again");
  }
  const resources = [...new Resources(json, account, file).all()];
  const state = { format_version: "1.0", values: { root_module: { resources } } };
  return {
    stack: planStack(name, file, state),
    accountId: account,
    isComplete: complete === true,
    missing: asList(missing).filter((one) => typeof one === "string"),
  };
}

/** Makes resources of the responses, as a state would have them. */
class Resources {
  private readonly answers: CaseInsensitive;
  private readonly names = new Set<string>();

  public constructor(
    json: Json,
    private readonly account: string,
    private readonly file: string,
  ) {
    this.answers = caseInsensitive(json);
  }

  public *all(): Generator<Json> {
    for (const entry of this.listed("ListUsers", ["Users", "User"])) {
      const name = this.text(entry, "UserName");
      yield this.resource("alicloud_ram_user", [name], { name });
    }
    for (const entry of this.listed("ListGroups", ["Groups", "Group"])) {
      const name = this.text(entry, "GroupName");
      yield this.resource("alicloud_ram_group", [name], { group_name: name });
    }
    for (const [group, pages] of this.named("ListUsersForGroup")) {
      const names = this.entries(pages, ["Users", "User"]).map((entry) => this.text(entry, "UserName"));
      if (names.length > 0) {
        yield this.resource("alicloud_ram_group_membership", [group], { group_name: group, user_names: names });
      }
    }
    yield* this.roles();
    for (const answer of this.single("GetPolicy")) {
      const policy = this.part(answer, "Policy");
      const version = this.part(answer, "DefaultPolicyVersion");
      const name = this.text(policy, "PolicyName");
      yield this.resource("alicloud_ram_policy", [name], {
        policy_name: name,
        policy_document: this.text(version, "PolicyDocument"),
      });
    }
    for (const kind of ["User", "Group", "Role"] as const) yield* this.attachments(kind);
    for (const entry of this.listed("ListResourceGroups", ["ResourceGroups", "ResourceGroup"])) {
      const name = this.text(entry, "Name");
      if (name === defaultResourceGroup) continue; // every account has it from the beginning
      const values = { resource_group_name: name, id: this.text(entry, "Id") };
      yield this.resource("alicloud_resource_manager_resource_group", [name], values);
    }
    yield* this.scopedAttachments();
    yield* this.controlPolicies();
  }

  /** The service of a service-linked role defines its policies, so they are left out. */
  private *roles(): Generator<Json> {
    for (const answer of this.single("GetRole")) {
      const role = this.part(answer, "Role");
      const name = this.text(role, "RoleName");
      const trust = this.text(role, "AssumeRolePolicyDocument");
      const service = isServiceLinkedRoleName(name) ? serviceIn(trust) : undefined;
      yield service === undefined
        ? this.resource("alicloud_ram_role", [name], { role_name: name, assume_role_policy_document: trust })
        : this.resource("alicloud_resource_manager_service_linked_role", [name], {
            service_name: service,
            role_name: name,
          });
    }
  }

  private *attachments(kind: "User" | "Group" | "Role"): Generator<Json> {
    const lower = foldCase(kind);
    for (const [name, pages] of this.named(`ListPoliciesFor${kind}`)) {
      if (kind === "Role" && isServiceLinkedRoleName(name)) continue;
      for (const entry of this.entries(pages, ["Policies", "Policy"])) {
        const policy = this.text(entry, "PolicyName");
        yield this.resource(`alicloud_ram_${lower}_policy_attachment`, [name, policy], {
          [`${lower}_name`]: name,
          policy_name: policy,
          policy_type: this.text(entry, "PolicyType"),
        });
      }
    }
  }

  private *scopedAttachments(): Generator<Json> {
    for (const entry of this.listed("ListPolicyAttachments", ["PolicyAttachments", "PolicyAttachment"])) {
      const group = this.text(entry, "ResourceGroupId");
      if (group === this.account) continue; // listed for the principal too
      const [policy, principal] = [this.text(entry, "PolicyName"), this.text(entry, "PrincipalName")];
      yield this.resource("alicloud_resource_manager_policy_attachment", [group, principal, policy], {
        policy_name: policy,
        policy_type: this.text(entry, "PolicyType"),
        principal_name: principal,
        principal_type: this.text(entry, "PrincipalType"),
        resource_group_id: group,
      });
    }
  }

  private *controlPolicies(): Generator<Json> {
    for (const answer of this.single("GetControlPolicy")) {
      const policy = this.part(answer, "ControlPolicy");
      const name = this.text(policy, "PolicyName");
      yield this.resource("alicloud_resource_manager_control_policy", [name], {
        control_policy_name: name,
        policy_document: this.text(policy, "PolicyDocument"),
        effect_scope: policy.text("EffectScope") ?? "RAM",
      });
    }
    for (const [id, pages] of this.named("ListTargetAttachmentsForControlPolicy")) {
      for (const entry of this.entries(pages, ["TargetAttachments", "TargetAttachment"])) {
        const values = { policy_id: id, target_id: this.text(entry, "TargetId") };
        yield this.resource(
          "alicloud_resource_manager_control_policy_attachment",
          [values.policy_id, values.target_id],
          values,
        );
      }
    }
  }

  /** @param object identifies the object; becomes the name of the resource, without characters that Terraform refuses */
  private resource(type: string, object: readonly string[], values: Json): Json {
    const base = object.join("_").replace(/[^A-Za-z0-9_-]+/g, "_");
    const readable = /^[A-Za-z_]/.test(base) ? base : `_${base}`;
    let name = readable;
    for (let count = 2; this.names.has(`${type}.${name}`); count += 1) name = `${readable}_${count}`;
    this.names.add(`${type}.${name}`);
    return { address: `${type}.${name}`, mode: "managed", type, name, values };
  }

  private listed(call: string, elements: readonly [string, string]): readonly CaseInsensitive[] {
    return this.entries(this.answers.get(call), elements);
  }

  /** The entries of one response or of several pages. */
  private entries(pages: unknown, elements: readonly [string, string]): readonly CaseInsensitive[] {
    return (Array.isArray(pages) ? (pages as readonly unknown[]) : asList(pages === undefined ? [] : [pages]))
      .filter(isJsonObject)
      .flatMap((page) => entriesIn(caseInsensitive(page), elements));
  }

  private named(call: string): readonly (readonly [string, unknown])[] {
    const byName = this.answers.get(call);
    return isJsonObject(byName) ? Object.entries(byName) : [];
  }

  private single(call: string): readonly CaseInsensitive[] {
    return asList(this.answers.get(call)).filter(isJsonObject).map(caseInsensitive);
  }

  private part(answer: CaseInsensitive, key: string): CaseInsensitive {
    const part = answer.get(key);
    if (!isJsonObject(part))
      throw new UnreadableStackError(this.file, `a response without ${key}`, "pull the account again");
    return caseInsensitive(part);
  }

  private text(entry: CaseInsensitive, key: string): string {
    const text = entry.text(key);
    if (text === undefined)
      throw new UnreadableStackError(this.file, `an entry without ${key}`, "pull the account again");
    return text;
  }
}

/** The only service in a trust policy. */
function serviceIn(trust: string): string | undefined {
  return /"Service"\s*:\s*\[?\s*"([\w.-]+)"/.exec(trust)?.[1];
}
