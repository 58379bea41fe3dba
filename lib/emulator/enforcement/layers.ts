import type { PolicyDocument, PolicyLayers } from "../../policy";
import type { Account } from "../account/account";
import type { Caller } from "../account/caller";
import { readDocument } from "../account/documents";
import { rootFolderId } from "../account/initial-records";
import { isKnown } from "../account/system-policies";
import type { AttachmentRecord } from "../state/records";

/** The user or role whose policies apply. */
export type Principal =
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "role"; readonly name: string; readonly sessionPolicy?: string };

/** One policy of a layer. */
export interface NamedPolicy {
  readonly name: string;
  /** `user/alice`, `group/dev`, `role/r`, or the id of the target of a control policy. */
  readonly attachedTo: string;
  readonly document: PolicyDocument;
}

/** The policies that apply to a principal, by layer. The order in each layer gives the indexes in the evaluation's result. */
export interface NamedLayers {
  readonly control: readonly (readonly NamedPolicy[])[];
  readonly session: NamedPolicy | undefined;
  readonly account: readonly NamedPolicy[];
  readonly resourceGroup: readonly NamedPolicy[] | undefined;
  /** Policies in each resource group with attachments, by its id, if the resource group of the resource is not known. */
  readonly resourceGroups: ReadonlyMap<string, readonly NamedPolicy[]>;
  /** Attached system policies without a confirmed document. */
  readonly unknown: readonly string[];
}

export function principalOf(caller: Exclude<Caller, { readonly kind: "account" }>): Principal {
  if (caller.kind === "user") return { kind: "user", name: caller.user.name };
  const { policy } = caller.session;
  return { kind: "role", name: caller.role.name, ...(policy === undefined ? {} : { sessionPolicy: policy }) };
}

/**
 * @param resourceGroupId id of the resource's resource group; `null` if it is in none; `undefined` if that is not known
 * @param unknownAs the document to assume for policies without a confirmed document. If `undefined`, they are left out.
 */
export function layersOf(
  account: Account,
  principal: Principal,
  resourceGroupId?: string | null,
  unknownAs?: PolicyDocument,
): NamedLayers {
  const unknown: string[] = [];
  const policiesIn = (groupId?: string): readonly NamedPolicy[] =>
    attachmentsOf(account, principal, groupId).flatMap((attachment) => named(account, attachment, unknown, unknownAs));
  const { sessionPolicy } = principal as { readonly sessionPolicy?: string };
  return {
    control: [account.id, rootFolderId].map((target) => controlPolicies(account, target)),
    session:
      sessionPolicy === undefined
        ? undefined
        : { name: "session policy", attachedTo: `role/${principal.name}`, document: readDocument(sessionPolicy) },
    account: policiesIn(),
    resourceGroup: typeof resourceGroupId === "string" ? policiesIn(resourceGroupId) : undefined,
    resourceGroups: new Map(
      resourceGroupId === undefined
        ? [...account.table("resourceGroups").values()]
            .map(({ id }) => [id, policiesIn(id)] as const)
            .filter(([, policies]) => policies.length > 0)
        : [],
    ),
    unknown,
  };
}

export function policyLayers({ control, session, account, resourceGroup, resourceGroups }: NamedLayers): PolicyLayers {
  const documents = (policies: readonly NamedPolicy[]) => policies.map(({ document }) => document);
  return {
    control: control.map(documents),
    ...(session === undefined ? {} : { session: session.document }),
    account: documents(account),
    ...(resourceGroup === undefined ? {} : { resourceGroup: documents(resourceGroup) }),
    resourceGroups: new Map([...resourceGroups].map(([id, policies]) => [id, documents(policies)])),
  };
}

/** The policies of a user include those of its groups. */
function attachmentsOf(account: Account, { kind, name }: Principal, groupId?: string): readonly AttachmentRecord[] {
  const own = account.attachmentsOf(kind, name, groupId);
  if (kind === "role") return own;
  return [...own, ...account.groupsOf(name).flatMap((group) => account.attachmentsOf("group", group.name, groupId))];
}

function named(
  account: Account,
  attachment: AttachmentRecord,
  unknown: string[],
  unknownAs: PolicyDocument | undefined,
): readonly NamedPolicy[] {
  const policy = account.policy(attachment.policyName, attachment.policyType);
  const attachedTo = `${attachment.principalKind}/${attachment.principalName}`;
  if (!isKnown(policy)) {
    unknown.push(policy.name);
    return unknownAs === undefined ? [] : [{ name: policy.name, attachedTo, document: unknownAs }];
  }
  const version = policy.versions.find(({ id }) => id === policy.defaultVersion);
  if (version === undefined) return [];
  return [{ name: policy.name, attachedTo, document: readDocument(version.document) }];
}

function controlPolicies(account: Account, targetId: string): readonly NamedPolicy[] {
  return [...account.table("controlPolicyAttachments").startingWith(`${targetId}/`)].map(({ policyId }) => {
    const { name, document } = account.controlPolicy(policyId);
    return { name, attachedTo: targetId, document: readDocument(document) };
  });
}
