import type { Construct } from "constructs";
import { type LeastPrivilegeReport, type LeastPrivilegeRequest, documentedPolicy, leastPrivilege } from "../catalog";
import { PolicyDocument, PolicyError, PolicyStatement, type Problem } from "../policy";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";

/**
 * What a {@link LeastPrivilege} is made from. Without any part of a request it is the documented policy; a part that is
 * there but undefined is an error, because that policy is broad.
 */
export interface LeastPrivilegeProps extends CustomPolicyOptions, LeastPrivilegeRequest {}

/**
 * The smallest policy for what a team does: which features, how, and where.
 *
 * Without a request it is the vendor's least-privilege policy, word for word: 14 statements for AgentRun's core
 * features. That is least beside full access, not in the strict sense: all writes of agentrun, devs and fc stay, on every
 * resource.
 *
 * Reported at synth: RAM621-RAM629 with everything that is wrong with the request, and what {@link CustomPolicy} reports.
 */
export class LeastPrivilege extends CustomPolicy {
  /** What could not be narrowed, and what may be missing; `undefined` for the documented policy. */
  public readonly report: LeastPrivilegeReport | undefined;

  public constructor(scope: Construct, id: string, props: LeastPrivilegeProps = {}) {
    const { options, request } = splitProps(props);
    const { document, report, problems } = answer(request);
    super(scope, id, {
      ...options,
      document,
      description: options.description ?? (report === undefined ? documentedText : requestedText),
    });
    this.report = report;
    this.addProblems(problems);
  }
}

const documentedText = "AgentRun: core features, as the vendor documents them";
const requestedText = "AgentRun: least privilege for the features of a team";

interface Answer {
  readonly document: PolicyDocument;
  readonly report: LeastPrivilegeReport | undefined;
  readonly problems: readonly Problem[];
}

/** Where the request is wrong, a document that refuses everything: synth fails, but nothing must widen if it is ignored. */
function answer(request: LeastPrivilegeRequest): Answer {
  if (Object.keys(request).length === 0) {
    return { document: documentedPolicy("leastPrivilege").document, report: undefined, problems: [] };
  }
  try {
    return { ...leastPrivilege(request), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const nothing = PolicyStatement.deny({ actions: "*", resources: "*" });
    return {
      document: new PolicyDocument([nothing]),
      report: { wide: [], withheld: [], unused: [] },
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
  const pick = (isOption: boolean) =>
    Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(optionNames, name) === isOption));
  return { options: pick(true), request: pick(false) };
}
