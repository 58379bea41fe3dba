import type { Account } from "../account/account";
import { checkDocument } from "../account/documents";
import { checkNewTags } from "../account/tags";
import { checkDescription, checkNewName } from "../account/texts";
import { ApiError } from "../api-error";
import { page } from "../paging";
import type { Parameters } from "../parameters";
import type { PolicyRecord, PolicyType, PolicyVersionRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";

export const policyTypes = ["Custom", "System"] as const satisfies readonly PolicyType[];

/** The policy that a call names by `PolicyName` and `PolicyType`. */
export function policyOf(account: Account, parameters: Parameters): PolicyRecord {
  const type = parameters.choice("PolicyType", policyTypes, "InvalidParameter.PolicyType", true);
  return account.policy(parameters.required("PolicyName"), type);
}

/** The custom policy that a call names. */
export function customPolicyOf(account: Account, parameters: Parameters): PolicyRecord {
  return account.policy(parameters.required("PolicyName"), "Custom");
}

/** A policy as the API returns it. */
export function policyAnswer(account: Account, policy: PolicyRecord): Answer {
  return {
    PolicyName: policy.name,
    PolicyType: policy.type,
    Description: policy.description,
    DefaultVersion: policy.defaultVersion,
    AttachmentCount: account.store.countUsesOf(policy.type, policy.name),
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}

export function versionAnswer(policy: PolicyRecord, { id, document, created }: PolicyVersionRecord): Answer {
  return {
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersion,
    PolicyDocument: document,
    CreateDate: created,
  };
}

export function tagsAnswer(tags: Readonly<Record<string, string>>): Answer {
  return { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) };
}

export const policyOperations: RequestHandlers = {
  CreatePolicy: ({ account, parameters }) => {
    const name = checkNewName("policy", parameters.required("PolicyName"));
    const document = parameters.required("PolicyDocument");
    checkDocument(document, "identity");
    const given = parameters.text("Description");
    const description = given === undefined ? "" : checkDescription(given);
    const tags = Object.fromEntries(checkNewTags(parameters.tags()));
    const policies = account.table("policies");
    if (policies.has(name)) throw ApiError.of("EntityAlreadyExists.Policy", `The policy already exists: ${name}.`);
    if (policies.size >= account.quotas.customPolicies) {
      throw ApiError.of(
        "LimitExceeded.Policy",
        `The account has ${policies.size} custom policies, and may have no more.`,
      );
    }
    const created = account.now();
    const policy: PolicyRecord = {
      name,
      type: "Custom",
      description,
      versions: [{ id: "v1", document, created }],
      defaultVersion: "v1",
      nextVersion: 2,
      created,
      updated: created,
      tags,
    };
    account.store.put("policies", policy);
    return { Policy: policyAnswer(account, policy) };
  },

  GetPolicy: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    const version = policy.versions.find(({ id }) => id === policy.defaultVersion);
    return {
      Policy: policyAnswer(account, policy),
      ...(version === undefined ? {} : { DefaultPolicyVersion: versionAnswer(policy, version) }),
    };
  },

  ListPolicies: ({ account, parameters }) => {
    const type =
      parameters.text("PolicyType") === undefined
        ? undefined
        : parameters.choice("PolicyType", policyTypes, "InvalidParameter.PolicyType");
    const wanted = [...parameters.tags()];
    const { items, answer } = page(parameters, (key) => policiesAfter(account, type, key), policyKey);
    const found = items.filter(({ tags }) => wanted.every(([key, value]) => tags[key] === value));
    const policies = found.map((policy) => ({ ...policyAnswer(account, policy), Tags: tagsAnswer(policy.tags) }));
    return { Policies: { Policy: policies }, ...answer };
  },

  UpdatePolicyDescription: ({ account, parameters }) => {
    const policy = customPolicyOf(account, parameters);
    const description = checkDescription(parameters.text("NewDescription") ?? "");
    const updated = { ...policy, description, updated: account.now() };
    account.store.put("policies", updated);
    return { Policy: policyAnswer(account, updated) };
  },

  DeletePolicy: ({ account, parameters }) => {
    const policy = customPolicyOf(account, parameters);
    const [use] = account.store.usesOf("Custom", policy.name);
    if (use !== undefined) {
      const code = deleteConflicts[use.principalKind];
      throw ApiError.of(code, `The policy is attached to the ${use.principalKind} ${use.principalName}.`);
    }
    const isCascading = parameters.choice("CascadingDelete", ["false", "true"], "InvalidParameter.CascadingDelete");
    if (policy.versions.length > 1 && isCascading !== "true") {
      const count = policy.versions.length;
      throw ApiError.of(
        "DeleteConflict.Policy.Version",
        `The policy has ${count} versions; delete all versions but the default first.`,
      );
    }
    account.store.remove("policies", policy);
    return {};
  },
};

/** No page documents a code for roles. The provider retries on `DeleteConflict.Role.Policy`. */
const deleteConflicts = {
  user: "DeleteConflict.Policy.User",
  group: "DeleteConflict.Policy.Group",
  role: "DeleteConflict.Role.Policy",
} as const;

function policyKey({ type, name }: PolicyRecord): string {
  return `${type}/${name}`;
}

/** Lists custom policies first: `Custom` sorts before `System`. */
function* policiesAfter(account: Account, type: PolicyType | undefined, after: string): Iterable<PolicyRecord> {
  const [afterType = "", afterName = ""] = after.split("/");
  if (type !== "System" && afterType !== "System") yield* account.table("policies").after(afterName);
  if (type !== "Custom") yield* account.systemPoliciesAfter(afterType === "System" ? afterName : "");
}
