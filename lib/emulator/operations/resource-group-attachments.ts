import type { Account } from "../account/account";
import { ApiError } from "../api-error";
import type { AttachmentRecord, PolicyType, PrincipalKind } from "../state/records";
import { attach, detach } from "./attachments";
import type { Answer, CallContext, RequestHandlers } from "./operation";
import { policyOf, policyTypes } from "./policies";
import { isSameName } from "../../policy/letter-case";

/** The API's name of each kind of principal, and the domain in its principal names. */
const principalTypes = {
  IMSUser: { kind: "user", domain: (account: string) => `${account}.onaliyun.com` },
  IMSGroup: { kind: "group", domain: (account: string) => `group.${account}.onaliyun.com` },
  ServiceRole: { kind: "role", domain: (account: string) => `role.${account}.onaliyunservice.com` },
} as const satisfies Record<string, { kind: PrincipalKind; domain: (account: string) => string }>;

type PrincipalType = keyof typeof principalTypes;

const typeNames = Object.keys(principalTypes) as readonly PrincipalType[]; // the keys of the table above

export const resourceGroupAttachmentOperations: RequestHandlers = {
  AttachPolicy: (context) => {
    const { account, parameters } = context;
    const policy = policyOf(account, parameters);
    const { kind, name } = principalOf(context);
    attach(account, policy, kind, name, groupOf(context));
    return {};
  },

  DetachPolicy: (context) => {
    const { account, parameters } = context;
    const { type, name: policyName } = policyOf(account, parameters);
    const { kind, name } = principalOf(context);
    detach(account, type, policyName, kind, name, groupOf(context));
    return {};
  },

  /** If `ResourceGroupId` is the account id, lists the attachments at account level. */
  ListPolicyAttachments: ({ account, parameters }) => {
    const policyType = parameters.text("PolicyType");
    const policyName = parameters.text("PolicyName");
    const groupId = parameters.text("ResourceGroupId");
    const type = parameters.text("PrincipalType");
    const principalName = parameters.text("PrincipalName");
    if (groupId !== undefined && groupId !== account.id) account.resourceGroup(groupId);
    if (policyName !== undefined && policyType !== undefined) {
      account.policy(policyName, parameters.choice("PolicyType", policyTypes, "InvalidParameter.PolicyType"));
    }
    const isSame = (wanted: string | undefined, actual: string) => wanted === undefined || isSameName(wanted, actual);
    const found = [...account.table("attachments").values()].filter((one) => {
      const { kind, full } = fullName(account, one);
      const isPrincipal = isSame(principalName, full) || isSame(principalName, one.principalName);
      return (
        isSame(policyName, one.policyName) &&
        isSame(policyType, one.policyType) &&
        isSame(groupId, one.resourceGroupId ?? account.id) &&
        isSame(type, kind) &&
        isPrincipal
      );
    });
    const number = parameters.number("PageNumber", [1, 1_000_000], "InvalidParameter.MaxItems") ?? 1;
    const size = parameters.number("PageSize", [1, 100], "InvalidParameter.MaxItems") ?? 10;
    const attachments = found.slice((number - 1) * size, number * size).map((one) => attachmentAnswer(account, one));
    return {
      PolicyAttachments: { PolicyAttachment: attachments },
      TotalCount: found.length,
      PageNumber: number,
      PageSize: size,
    };
  },
};

/** The resource group that a call names. `undefined` for the account id, which means the whole account. */
function groupOf({ account, parameters }: CallContext): string | undefined {
  const id = parameters.required("ResourceGroupId");
  return id === account.id ? undefined : account.resourceGroup(id).id;
}

/** The principal that a call names, with or without a domain, e.g. `alice@1234567890123456.onaliyun.com`. */
export function principalOf({ account, parameters }: CallContext): {
  readonly kind: PrincipalKind;
  readonly name: string;
} {
  const type = parameters.choice("PrincipalType", typeNames, "InvalidParameter.PrincipalType", true);
  const { kind } = principalTypes[type];
  const [name = "", domain] = parameters.required("PrincipalName").split("@");
  if (domain === "")
    throw ApiError.of("InvalidParameter.PrincipalName", "The parameter PrincipalName has no domain after @.");
  return { kind, name: account.principalName(kind, name) };
}

function fullName(account: Account, { principalKind, principalName }: AttachmentRecord) {
  const type = typeNames.find((name) => principalTypes[name].kind === principalKind) ?? "IMSUser";
  return { kind: type, full: `${principalName}@${principalTypes[type].domain(account.id)}` };
}

function attachmentAnswer(account: Account, attachment: AttachmentRecord): Answer {
  const { kind, full } = fullName(account, attachment);
  const policyType: PolicyType = attachment.policyType;
  return {
    PolicyName: attachment.policyName,
    PolicyType: policyType,
    Description: account.policy(attachment.policyName, policyType).description,
    PrincipalName: full,
    PrincipalType: kind,
    ResourceGroupId: attachment.resourceGroupId ?? account.id,
    AttachDate: attachment.attached,
  };
}
