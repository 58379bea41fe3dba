import type { Construct } from "constructs";
import { type LeastPrivilegeReport, type LeastPrivilegeRequest, documentedPolicy, leastPrivilege } from "../catalog";
import { PolicyDocument, PolicyError, PolicyStatement, type Problem } from "../policy";
import { type ConstructWarning, isWarningId } from "./checks/construct-warnings";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { checkEffectiveOptions } from "./internal/effective-options";
import { constructProblemIds } from "./internal/problem-ids";
import { readProps } from "./internal/read-props";

/**
 * What a {@link LeastPrivilege} is made from. Without any part of a request it is the documented policy; a part that is
 * there but undefined is an error, because that policy is broad.
 */
export interface LeastPrivilegeProps extends CustomPolicyOptions, LeastPrivilegeRequest {
  /**
   * `true` says that the vendor's documented policy is meant. Without it, and without a request, synth warns.
   * @default false
   */
  readonly documented?: boolean;
}

/**
 * The smallest policy for what a team does: which features, how, and where.
 *
 * Without a request it is the vendor's least-privilege policy, word for word: 14 statements for AgentRun's core
 * features. That is least beside full access, not in the strict sense: all writes of agentrun, devs and fc stay, on every
 * resource.
 *
 * Reported at synth: RAM621-RAM629 with everything that is wrong with the request, RAM307 for one beside `documented`,
 * and what {@link CustomPolicy} reports. Warnings that `PolicyFindings.acknowledge` takes: RAM325 for the documented
 * policy where nothing says that it is meant, RAM630 and RAM631 for a region or account id that is probably wrong.
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
    "no request, so that this is the vendor's documented policy: every write of agentrun, devs and fc, deletions and shells among them, and every secret that agentrun:Get* and devs:Fetch* return, on all resources",
  allowed: "a request by feature, or documented: true",
  fix: 'write e.g. features: { agents: "manage" }, within: { workspace: "team-a" }; or documented: true if it is meant',
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

/** Where the request is wrong, a document that refuses everything: synth fails, but nothing must widen if it is ignored. */
function answer(request: LeastPrivilegeRequest, isDocumented: boolean): Answer {
  if (isDocumented || Object.keys(request).length === 0) {
    const problems = checkEffectiveOptions(request, Object.keys(optionNames), "documented");
    return { document: documentedPolicy("leastPrivilege").document, report: undefined, problems };
  }
  try {
    return { ...leastPrivilege(request), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const nothing = PolicyStatement.deny({ actions: "*", resources: "*" });
    return {
      document: new PolicyDocument([nothing]),
      report: { wide: [], withheld: [], reveals: [], siblings: [], warnings: [], unused: [] },
      problems: error.problems,
    };
  }
}

/** What is not part of the request. Everything else is, so that a misspelt part is not taken for an option. */
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
