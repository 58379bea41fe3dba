import type { Construct } from "constructs";
import { type LeastPrivilegeReport, type LeastPrivilegeRequest, documentedPolicy, leastPrivilege } from "../catalog";
import { type PolicyDocument, PolicyError, type Problem } from "../policy";
import { type ConstructWarning, isWarningId } from "./checks/construct-warnings";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { explainContestedScopes } from "./internal/contested-scopes";
import { checkEffectiveOptions } from "./internal/effective-options";
import { refusingDocument } from "./internal/given-document";
import { constructProblemIds } from "./internal/problem-ids";
import { readProps } from "./internal/read-props";

/**
 * Props of {@link LeastPrivilege}. Without a request, it is the documented policy. A part of the request whose value is
 * undefined is an error, because the documented policy is broad.
 */
export interface LeastPrivilegeProps extends CustomPolicyOptions, LeastPrivilegeRequest {
  /**
   * `true` confirms that the vendor's documented policy is intended. Without it and without a request, synth warns.
   * @default false
   */
  readonly documented?: boolean;
}

/**
 * The smallest policy for what a team does: which features, how, and where.
 *
 * Without a request, it is the vendor's least-privilege policy, verbatim: 14 statements for AgentRun's core features. It is
 * narrow only compared to full access: it allows all writes of agentrun, devs and fc on every resource.
 *
 * Reported at synth: RAM621-RAM629 with everything that is wrong with the request, RAM108-RAM112 for conditions, RAM307 for
 * a request together with `documented`, and what {@link CustomPolicy} reports. Warnings, which `PolicyFindings.acknowledge`
 * suppresses: RAM325 for the documented policy without `documented: true`, RAM630 and RAM631 for a region or account id
 * that is probably wrong, RAM636 for an action of a retired operation.
 *
 * The vendor's pages contradict each other about the resources of some actions: see `workspaceScope`. For each action, the
 * report names the document that its scope is based on.
 *
 * @example
 * new LeastPrivilege(this, "Sandboxes", {
 *   features: { sandboxes: "manage", agents: "view" },
 *   within: { workspace: "team-a" },
 *   attachTo: { groups: ["sandbox-team"] },
 * });
 */
export class LeastPrivilege extends CustomPolicy {
  /** What could not be narrowed, and what may be missing; `undefined` for the documented policy. */
  public readonly report: LeastPrivilegeReport | undefined;

  public constructor(scope: Construct, id: string, given: LeastPrivilegeProps = {}) {
    const props = readProps(scope, id, given);
    const { options, request } = splitProps(props);
    const { document, report, problems } = answer(request, props.documented === true);
    super(scope, id, {
      ...options,
      document,
      description: options.description ?? (report === undefined ? documentedText : requestedText),
    });
    this.report = report;
    if (report !== undefined) explainContestedScopes(this);
    this.addProblems(problems);
    this.addWarnings(report?.warnings.map(placeWarning) ?? (props.documented === true ? [] : [documentedByDefault]));
  }
}

const documentedText = "AgentRun: core features, as the vendor documents them";
const requestedText = "AgentRun: least privilege for the features of a team";

const documentedByDefault: ConstructWarning = {
  id: constructProblemIds.documentedByDefault,
  path: "",
  subject: "documented policy",
  found:
    "no request, so that this is the vendor's documented policy: it allows every write of agentrun, devs and fc, including deletions and shells, and every secret that agentrun:Get* and devs:Fetch* return, on all resources",
  allowed: "a request by feature, or documented: true",
  fix: 'write e.g. features: { agents: "manage" }, within: { workspace: "team-a" }, or documented: true if this policy is intended',
};

function placeWarning(warning: Problem): ConstructWarning {
  const { id, found } = warning;
  if (!isWarningId(id)) throw new Error(`the table of warnings lacks ${id}`);
  return { ...warning, id, subject: found };
}

interface Answer {
  readonly document: PolicyDocument;
  readonly report: LeastPrivilegeReport | undefined;
  readonly problems: readonly Problem[];
}

/**
 * For an invalid request, a document that denies everything, so that nothing is granted if the failure of synth is
 * ignored.
 */
function answer(request: LeastPrivilegeRequest, isDocumented: boolean): Answer {
  if (isDocumented || Object.keys(request).length === 0) {
    const problems = checkEffectiveOptions(request, Object.keys(optionNames), "documented");
    return { document: documentedPolicy("leastPrivilege").document, report: undefined, problems };
  }
  try {
    return { ...leastPrivilege(request), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return {
      document: refusingDocument(),
      report: {
        ...{ wide: [], withheld: [], reveals: [], siblings: [], scopes: [], incomplete: [], warnings: [], unused: [] },
      },
      problems: error.problems,
    };
  }
}

/** Props that are not part of the request. All others are, so that a misspelt part is not taken for an option. */
const optionNames: Readonly<Record<keyof CustomPolicyOptions, true>> = {
  policyName: true,
  description: true,
  tags: true,
  split: true,
  rotateStrategy: true,
  attachTo: true,
  provider: true,
  dependsOn: true,
};

function splitProps(props: LeastPrivilegeProps): {
  readonly options: CustomPolicyOptions;
  readonly request: LeastPrivilegeRequest;
} {
  const { documented: _, ...given } = props;
  const pick = (isOption: boolean) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(optionNames, name) === isOption));
  return { options: pick(true), request: pick(false) };
}
