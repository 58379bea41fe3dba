import { checkDocument } from "../account/documents";
import { ApiError } from "../api-error";
import type { PolicyRecord, PolicyVersionRecord } from "../state/records";
import type { RequestHandlers } from "./operation";
import { customPolicyOf, policyOf, versionAnswer } from "./policies";
import { isSameName } from "../../policy/letter-case";

/** The first is the default. The provider documents `DeleteOldestNonDefaultVersionWhenLimitExceeded`. */
export const rotateStrategies = ["None", "DeleteOldestNonDefaultVersionWhenLimitExceeded"] as const;

export const policyVersionOperations: RequestHandlers = {
  CreatePolicyVersion: ({ account, parameters }) => {
    const policy = customPolicyOf(account, parameters);
    const document = parameters.required("PolicyDocument");
    checkDocument(document, "identity");
    const isDefault = parameters.choice("SetAsDefault", ["false", "true"], "InvalidParameter.SetAsDefault") === "true";
    const strategy = parameters.choice("RotateStrategy", rotateStrategies, "InvalidParameter.RotateStrategy");
    const kept = withRoom(policy, account.quotas.policyVersions, strategy !== "None");
    const created = account.now();
    const version: PolicyVersionRecord = { id: `v${policy.nextVersion}`, document, created };
    const updated: PolicyRecord = {
      ...policy,
      versions: [...kept, version],
      defaultVersion: isDefault ? version.id : policy.defaultVersion,
      nextVersion: policy.nextVersion + 1,
      updated: created,
    };
    account.store.put("policies", updated);
    return { PolicyVersion: versionAnswer(updated, version) };
  },

  GetPolicyVersion: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    return { PolicyVersion: versionAnswer(policy, versionOf(policy, parameters.required("VersionId"))) };
  },

  ListPolicyVersions: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    const versions = policy.versions.map((version) => versionAnswer(policy, version));
    return { PolicyVersions: { PolicyVersion: versions } };
  },

  SetDefaultPolicyVersion: ({ account, parameters }) => {
    const policy = customPolicyOf(account, parameters);
    const { id } = versionOf(policy, parameters.required("VersionId"));
    account.store.put("policies", { ...policy, defaultVersion: id, updated: account.now() });
    return {};
  },

  DeletePolicyVersion: ({ account, parameters }) => {
    const policy = customPolicyOf(account, parameters);
    const { id } = versionOf(policy, parameters.required("VersionId"));
    if (id === policy.defaultVersion) {
      throw ApiError.of("DeleteConflict.Policy.Version.Default", `${id} is the default version of the policy.`);
    }
    const versions = policy.versions.filter((version) => version.id !== id);
    account.store.put("policies", { ...policy, versions, updated: account.now() });
    return {};
  },
};

function versionOf(policy: PolicyRecord, id: string): PolicyVersionRecord {
  const version = policy.versions.find((one) => isSameName(one.id, id));
  if (version === undefined) {
    throw ApiError.of("EntityNotExist.Policy.Version", `The policy ${policy.name} has no version ${id}.`);
  }
  return version;
}

/** The versions to keep when one is added. */
function withRoom(policy: PolicyRecord, quota: number, rotates: boolean): readonly PolicyVersionRecord[] {
  const { versions, defaultVersion } = policy;
  if (versions.length < quota) return versions;
  const oldest = versions.find(({ id }) => id !== defaultVersion);
  if (!rotates || oldest === undefined) {
    throw ApiError.of(
      "LimitExceeded.Policy.Version",
      `The policy has ${versions.length} versions, and may have no more.`,
    );
  }
  return versions.filter((version) => version !== oldest);
}
