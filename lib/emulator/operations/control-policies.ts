import type { Account } from "../account/account";
import { checkDocument } from "../account/documents";
import { fullAccessId, rootFolderId } from "../account/initial-records";
import { checkNewTags } from "../account/tags";
import { checkDescription } from "../account/texts";
import { ApiError } from "../api-error";
import type { Parameters } from "../parameters";
import type { ControlPolicyRecord } from "../state/records";
import type { Answer, RequestHandlers } from "./operation";
import { isSameName } from "../../policy/letter-case";

function controlPolicyAnswer(account: Account, policy: ControlPolicyRecord): Answer {
  const attached = [...account.table("controlPolicyAttachments").values()].filter(
    ({ policyId }) => policyId === policy.id,
  );
  return {
    PolicyId: policy.id,
    PolicyName: policy.name,
    PolicyType: policy.type,
    EffectScope: policy.effectScope,
    Description: policy.description,
    AttachmentCount: String(attached.length), // this API returns a string
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}

export const controlPolicyOperations: RequestHandlers = {
  CreateControlPolicy: ({ account, parameters }) => {
    const name = checkName(account, parameters.required("PolicyName"));
    const document = parameters.required("PolicyDocument");
    checkDocument(document, "control");
    const description = parameters.text("Description") ?? "";
    if (description !== "") checkDescription(description);
    const created = account.now();
    const policy: ControlPolicyRecord = {
      id: account.nextId("controlPolicy"),
      name,
      type: "Custom",
      effectScope: parameters.choice("EffectScope", ["RAM", "All"], "InvalidParameter.EffectScope"),
      description,
      document,
      created,
      updated: created,
      tags: Object.fromEntries(checkNewTags(parameters.tags())),
    };
    account.store.put("controlPolicies", policy);
    return { ControlPolicy: controlPolicyAnswer(account, policy) };
  },

  GetControlPolicy: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    return { ControlPolicy: { ...controlPolicyAnswer(account, policy), PolicyDocument: policy.document } };
  },

  ListControlPolicies: ({ account, parameters }) => {
    const type = parameters.text("PolicyType");
    const policies = [...account.table("controlPolicies").values()].filter((one) => (type ?? one.type) === one.type);
    return {
      ControlPolicies: { ControlPolicy: policies.map((policy) => controlPolicyAnswer(account, policy)) },
      TotalCount: policies.length,
    };
  },

  UpdateControlPolicy: ({ account, parameters }) => {
    const policy = ownOf(account, parameters);
    const newName = parameters.text("NewPolicyName");
    const name = newName === undefined || newName === policy.name ? policy.name : checkName(account, newName);
    const document = parameters.text("NewPolicyDocument") ?? policy.document;
    checkDocument(document, "control");
    const description = parameters.text("NewDescription") ?? policy.description;
    if (description !== "") checkDescription(description);
    const updated = { ...policy, name, document, description, updated: account.now() };
    account.store.put("controlPolicies", updated);
    return { ControlPolicy: controlPolicyAnswer(account, updated) };
  },

  DeleteControlPolicy: ({ account, parameters }) => {
    const policy = ownOf(account, parameters);
    const attachments = [...account.table("controlPolicyAttachments").values()];
    const attachment = attachments.find(({ policyId }) => policyId === policy.id);
    if (attachment !== undefined) {
      const message = `The control policy is attached to ${attachment.targetId}.`;
      throw ApiError.of("DeleteConflict.ControlPolicy.Attachment", message);
    }
    account.store.remove("controlPolicies", policy);
    return {};
  },

  AttachControlPolicy: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    const targetId = targetOf(account, parameters);
    if (account.table("controlPolicyAttachments").has(`${targetId}/${policy.id}`)) {
      const message = `The control policy ${policy.id} is already attached to ${targetId}.`;
      throw ApiError.of("EntityAlreadyExists.ControlPolicyAttachment", message);
    }
    account.store.put("controlPolicyAttachments", { policyId: policy.id, targetId, attached: account.now() });
    return {};
  },

  DetachControlPolicy: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    const targetId = targetOf(account, parameters);
    const attachment = account.table("controlPolicyAttachments").get(`${targetId}/${policy.id}`);
    if (attachment === undefined) {
      const message = `The control policy ${policy.id} is not attached to ${targetId}.`;
      throw ApiError.of("EntityNotExists.ControlPolicyAttachment", message);
    }
    account.store.remove("controlPolicyAttachments", attachment);
    return {};
  },

  ListControlPolicyAttachmentsForTarget: ({ account, parameters }) => {
    const targetId = targetOf(account, parameters);
    const attachments = [...account.table("controlPolicyAttachments").startingWith(`${targetId}/`)];
    const answers = attachments.map(({ policyId, attached }) => {
      const { name, type, description, effectScope } = account.controlPolicy(policyId);
      return {
        PolicyId: policyId,
        PolicyName: name,
        PolicyType: type,
        Description: description,
        EffectScope: effectScope,
        AttachDate: attached,
      };
    });
    return { ControlPolicyAttachments: { ControlPolicyAttachment: answers } };
  },

  ListTargetAttachmentsForControlPolicy: ({ account, parameters }) => {
    const { id } = policyOf(account, parameters);
    const attachments = [...account.table("controlPolicyAttachments").values()].filter(
      ({ policyId }) => policyId === id,
    );
    const answers = attachments.map(({ targetId, attached }) => ({
      TargetId: targetId,
      TargetName: targetId,
      TargetType: targetId === rootFolderId ? "Root" : targetId.startsWith("fd-") ? "Folder" : "Account",
      AttachDate: attached,
    }));
    return { TargetAttachments: { TargetAttachment: answers }, TotalCount: answers.length };
  },
};

/** A target is the account, the root, or any folder. The emulator has no tree of folders: the account is under the root. */
function targetOf(account: Account, parameters: Parameters): string {
  const id = parameters.required("TargetId");
  if (id === account.id || /^(r|fd)-[A-Za-z0-9]+$/.test(id)) return id;
  throw ApiError.of("EntityNotExists.Target", `The account, folder or root does not exist: ${id}.`);
}

function policyOf(account: Account, parameters: Parameters): ControlPolicyRecord {
  return account.controlPolicy(parameters.required("PolicyId"));
}

function ownOf(account: Account, parameters: Parameters): ControlPolicyRecord {
  const policy = policyOf(account, parameters);
  if (policy.id !== fullAccessId) return policy;
  throw ApiError.of(
    "NotSupported.SystemControlPolicy",
    `${policy.name} is a system control policy: it cannot be changed or deleted.`,
  );
}

function checkName(account: Account, name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,127}$/.test(name)) {
    const message =
      "The name of a control policy has 1 to 128 letters, digits, underscores and hyphens, and starts with a letter.";
    throw ApiError.of("InvalidParameter.ControlPolicyName", message);
  }
  const isThere = [...account.table("controlPolicies").values()].some((policy) => isSameName(policy.name, name));
  if (isThere) throw ApiError.of("EntityAlreadyExists.ControlPolicy", `The control policy already exists: ${name}.`);
  return name;
}
