import { type Account, kindNames } from "../account/account";
import { ApiError } from "../api-error";
import type { AttachmentRecord, PolicyRecord, PolicyType, PrincipalKind } from "../state/records";
import type { Answer, CallContext, RequestHandler, RequestHandlers } from "./operation";
import { policyAnswer, policyOf } from "./policies";
import { foldCase, isSameName } from "../../policy/letter-case";

/** The operations for users, groups and roles differ only in their names. */
export const attachmentOperations: RequestHandlers = {
  ...operationsFor("user"),
  ...operationsFor("group"),
  ...operationsFor("role"),

  ListEntitiesForPolicy: ({ account, parameters }) => {
    const policy = policyOf(account, parameters);
    const uses = account.store.usesOf(policy.type, policy.name).filter((use) => use.resourceGroupId === undefined);
    const of = (kind: PrincipalKind, answer: (use: AttachmentRecord) => Answer) =>
      uses.filter((use) => use.principalKind === kind).map(answer);
    return {
      Users: {
        User: of("user", ({ principalName, attached }) => {
          const { id, name, displayName } = account.user(principalName);
          return { UserId: id, UserName: name, DisplayName: displayName, AttachDate: attached };
        }),
      },
      Groups: {
        Group: of("group", ({ principalName, attached }) => {
          const { name, comments } = account.group(principalName);
          return { GroupName: name, Comments: comments, AttachDate: attached };
        }),
      },
      Roles: {
        Role: of("role", ({ principalName, attached }) => {
          const role = account.role(principalName);
          return {
            RoleId: role.id,
            RoleName: role.name,
            Description: role.description,
            Arn: account.arnOf("role", role),
            AttachDate: attached,
          };
        }),
      },
    };
  },
};

function operationsFor(kind: PrincipalKind): RequestHandlers {
  const word = kindNames[kind];
  const principalOf = ({ account, parameters }: CallContext): string =>
    account.principalName(kind, parameters.required(`${word}Name`));

  const attachOne: RequestHandler = (context) => {
    const policy = policyOf(context.account, context.parameters);
    attach(context.account, policy, kind, principalOf(context));
    return {};
  };
  const detachOne: RequestHandler = (context) => {
    const type = policyOf(context.account, context.parameters).type;
    detach(context.account, type, context.parameters.required("PolicyName"), kind, principalOf(context));
    return {};
  };
  const list: RequestHandler = (context) => {
    const { account } = context;
    const policies = account.attachmentsOf(kind, principalOf(context)).map(({ policyName, policyType, attached }) => ({
      ...policyAnswer(account, account.policy(policyName, policyType)),
      AttachDate: attached,
    }));
    return { Policies: { Policy: policies } };
  };
  return {
    [`AttachPolicyTo${word}`]: attachOne,
    [`DetachPolicyFrom${word}`]: detachOne,
    [`ListPoliciesFor${word}`]: list,
  };
}

/** Attaches a policy at account level or in a resource group. Each has its own quota. */
export function attach(
  account: Account,
  policy: PolicyRecord,
  kind: PrincipalKind,
  principalName: string,
  resourceGroupId?: string,
): AttachmentRecord {
  refuseServiceLinked(account, kind, principalName);
  const word = kindNames[kind];
  const there = account.attachmentsOf(kind, principalName, resourceGroupId);
  const sameType = there.filter(({ policyType }) => policyType === policy.type);
  if (sameType.some(({ policyName }) => policyName === policy.name)) {
    const message = `The policy ${policy.name} is already attached to the ${kind} ${principalName}.`;
    throw ApiError.of(`EntityAlreadyExists.${word}.Policy`, message);
  }
  const { customPoliciesPerPrincipal, systemPoliciesPerPrincipal } = account.quotas;
  const quota = policy.type === "Custom" ? customPoliciesPerPrincipal : systemPoliciesPerPrincipal;
  if (sameType.length >= quota) {
    const type = foldCase(policy.type);
    const message = `The ${kind} ${principalName} has ${quota} ${type} policies, and may have no more.`;
    throw ApiError.of(`LimitExceeded.${word}.Policy`, message);
  }
  const attachment: AttachmentRecord = {
    policyType: policy.type,
    policyName: policy.name,
    principalKind: kind,
    principalName,
    ...(resourceGroupId === undefined ? {} : { resourceGroupId }),
    attached: account.now(),
  };
  account.store.put("attachments", attachment);
  return attachment;
}

export function detach(
  account: Account,
  policyType: PolicyType,
  policyName: string,
  kind: PrincipalKind,
  principalName: string,
  resourceGroupId?: string,
): void {
  refuseServiceLinked(account, kind, principalName);
  const attachment = account
    .attachmentsOf(kind, principalName, resourceGroupId)
    .find((one) => one.policyType === policyType && isSameName(one.policyName, policyName));
  if (attachment === undefined) {
    const message = `The policy ${policyName} is not attached to the ${kind} ${principalName}.`;
    throw ApiError.of(`EntityNotExist.${kindNames[kind]}.Policy`, message);
  }
  account.store.remove("attachments", attachment);
}

/** Only the service can attach policies to its service-linked role. */
function refuseServiceLinked(account: Account, kind: PrincipalKind, name: string): void {
  if (kind === "role" && account.role(name).serviceName !== undefined) {
    const message = `${name} is a service-linked role: policies can be neither attached to it nor detached.`;
    throw ApiError.of("NotSupported.ServiceLinkedRole", message);
  }
}
