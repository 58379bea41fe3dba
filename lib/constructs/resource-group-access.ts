import type { Construct } from "constructs";
import {
  type ResourceGroupScheme,
  type SchemePolicies,
  type SchemeRequest,
  resourceGroupSchemes,
  schemePolicies,
  workspaceRoles,
} from "../catalog";
import { PolicyError, type Problem, quote } from "../policy";
import { CheckedConstruct } from "./checked-construct";
import { CustomPolicy } from "./custom-policy";
import type { AttachmentTargets, ResourceGroupScope } from "./internal/attachment-targets";
import { explainContestedScopes } from "./internal/contested-scopes";
import { type DeployOptions, deployOptions } from "./internal/deploy-options";
import { constructProblemIds } from "./internal/problem-ids";
import { readProps, resourceGroupShape } from "./internal/read-props";

/** Props of {@link ResourceGroupAccess}. */
export interface ResourceGroupAccessProps extends DeployOptions, Partial<SchemeRequest> {
  /** The resource group of the workspaces. @example { id: "rg-shop", accountAlias: "1234567890123456" } */
  readonly resourceGroup: ResourceGroupScope;
  /** Users, groups and roles that the scheme is for. */
  readonly attachTo: Pick<AttachmentTargets, "users" | "groups" | "roles">;
  /** Which scheme of the vendor's page to follow. @default "recommended" */
  readonly scheme?: ResourceGroupScheme;
  /** What the members may do. @default "developer" */
  readonly role?: SchemeRequest["role"];
}

/**
 * Access to AgentRun by resource group: one of the schemes of the vendor's workspace grant page.
 *
 * | scheme | console |
 * | --- | --- |
 * | `everything` | all resource groups and "all account resources"; all data |
 * | `withoutWorkspaces` | "all account resources" and "no resource group", both grey; the workspace shows "unauthorized";
 * everything works, and new resources go to the default workspace. Kept for old accounts |
 * | `none` | only the pages of agent templates, super agents, and permissions and services open |
 * | `recommended` | only the granted resource group; "all account resources" is grey, and choosing it gives errors |
 * | `accountData` | the same selector, but the resources of the whole account show inside the granted group |
 * | `allGroupsVisible` | all resource groups show; others than the granted one give errors |
 * | `workspaces` | only the granted resource group; other workspaces in it give errors for viewing, creating and updating |
 *
 * The selector depends on `agentrun:ListWorkspaces`: not granted (`withoutWorkspaces`, `none`), in the account
 * (`everything`, `allGroupsVisible`), or in the resource group (the others). Custom domains support no groups and are
 * granted in the account. Agent templates, super agents and "permissions and services" support none either; no document
 * names actions for them.
 *
 * Reported at synth: RAM301 for nobody to attach to, RAM307 for `workspaces` with another scheme, RAM308 for the scheme
 * `workspaces` without any, RAM311 for an unknown scheme or role, RAM322 for the resource group, RAM627 for names of
 * workspaces.
 *
 * Source: fc-docs, resource groups and workspaces, granting (changed 2026-07-05, read 2026-11-28).
 *
 * @example
 * new ResourceGroupAccess(this, "Shop", {
 *   resourceGroup: { id: "rg-shop", accountAlias: "1234567890123456" },
 *   attachTo: { groups: ["shop-developers"] },
 * });
 */
export class ResourceGroupAccess extends CheckedConstruct {
  /** What is attached in the whole account; `undefined` if that is nothing. */
  public readonly inAccount: CustomPolicy | undefined;
  /** What is attached in the resource group only; `undefined` if that is nothing. */
  public readonly inResourceGroup: CustomPolicy | undefined;

  public constructor(scope: Construct, id: string, given: ResourceGroupAccessProps) {
    const props = readProps(scope, id, given, ["resourceGroup", "attachTo"], { resourceGroup: resourceGroupShape });
    super(scope, id);
    const { scheme = "recommended", role = "developer", resourceGroup, attachTo } = props;
    const { policies, problems } = answer({ ...props, scheme, role });
    this.addProblems(problems);
    const options = deployOptions(props);
    const about = `AgentRun: ${role} by resource group (${scheme})`;
    if (policies.inAccount !== undefined) {
      const description = `${about}, in the account`;
      this.inAccount = new CustomPolicy(this, "InAccount", {
        ...options,
        document: policies.inAccount,
        description,
        attachTo,
      });
    }
    if (policies.inResourceGroup !== undefined) {
      this.inResourceGroup = new CustomPolicy(this, "InResourceGroup", {
        ...options,
        document: policies.inResourceGroup,
        description: `${about}, in the resource group`,
        attachTo: { ...attachTo, resourceGroup },
      });
    }
    explainContestedScopes(this);
  }
}

/** Nothing is granted for an invalid request, so that nothing is open if the failure of synth is ignored. */
function answer(request: SchemeRequest): {
  readonly policies: SchemePolicies;
  readonly problems: readonly Problem[];
} {
  const nothing = { inAccount: undefined, inResourceGroup: undefined };
  const problems = checkScheme(request);
  if (problems.length > 0) return { policies: nothing, problems };
  try {
    return { policies: schemePolicies(request), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { policies: nothing, problems: error.problems };
  }
}

function checkScheme({ scheme, role, workspaces }: SchemeRequest): readonly Problem[] {
  const schemes = Object.keys(resourceGroupSchemes);
  const isNeeded = scheme === "workspaces";
  return [
    ...(schemes.includes(scheme) ? [] : [wrong(constructProblemIds.mode, "scheme", quote(scheme), schemes.join(", "))]),
    ...((workspaceRoles as readonly unknown[]).includes(role)
      ? []
      : [wrong(constructProblemIds.mode, "role", quote(role), workspaceRoles.join(", "))]),
    ...(isNeeded && workspaces === undefined
      ? [wrong(constructProblemIds.missingOption, "workspaces", 'the scheme "workspaces" without workspaces', "names")]
      : []),
    ...(!isNeeded && workspaces !== undefined
      ? [
          wrong(
            constructProblemIds.optionWithoutEffect,
            "workspaces",
            `workspaces with ${quote(scheme)}`,
            '"workspaces"',
          ),
        ]
      : []),
  ];
}

function wrong(id: Problem["id"], path: string, found: string, allowed: string): Problem {
  return { id, path, found, allowed, fix: "choose what is allowed" };
}
