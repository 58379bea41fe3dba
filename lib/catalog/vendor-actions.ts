import { foldCase } from "../policy/letter-case";
import { isPattern } from "../policy";
import { resourceFields } from "../policy/patterns/resource-pattern";
import { lazy } from "./lazy";
import { serviceCodes } from "./services";
import { systemPolicy, systemPolicyNames } from "./system-policies";

/** The statements of all system policies with a known document. Slow, because it reads all documents. */
const statements = lazy(() => systemPolicyNames().flatMap((name) => systemPolicy(name)?.document?.statements ?? []));

/** Actions and patterns in system policies, in lower case, whether or not the catalog knows them. */
export const vendorActions = lazy(
  () => new Set(statements().flatMap(({ actions }) => actions.map((action) => foldCase(action)))),
);

/** RAM codes of the catalog's services and of actions and ARNs in system policies, sorted. */
export const vendorServiceCodes = lazy((): readonly string[] => {
  const ofActions = [...vendorActions()].map((action) => action.split(":")[0] ?? "");
  const ofResources = statements().flatMap(({ resources }) => resources.map((text) => resourceFields(text)?.[0] ?? ""));
  const named = [...ofActions, ...ofResources].filter((code) => code !== "" && !isPattern(code));
  return [...new Set([...serviceCodes(), ...named, ...alsoNamed])].sort();
});

/** Further codes, with their sources. */
const alsoNamed = [
  "ims", // policies of administrators that leave out ims:* in addition to ram:*
];

/**
 * Services whose actions RAM also authorizes on ARNs of other services, apart from those in system policies, with
 * sources.
 */
const alsoOn: Readonly<Record<string, readonly string[]>> = {
  agentidentitydata: ["agentidentity"], // aliyun/agent-identity-dev-kit 9638e9a7: on the ARN of a workload identity
  sts: ["ram"], // RAM docs, FAQ about RAM roles and STS tokens: sts:AssumeRole on the ARN of a role
  ims: ["ram"], // RAM API IMS 2019-08-15, authorization sections
  ram: ["ims"], // RAM API 2015-05-01: ram:AttachPolicy on acs:ims:...
  resourcemanager: ["ram"], // RAM API ResourceManager 2020-03-31
  sls: ["log"], // one service under two codes
  log: ["sls"],
  eas: ["paiplugin"], // RAM authorization page of PAI EAS
  nas: ["vpc"], // FunModel docs, policy for RAM users (fc-docs, 2026-08-09): mount targets in a vSwitch
};

/**
 * Codes in ARNs of a system policy's statement without an action of the same code. It is not known whether each is correct.
 * Since the vendor uses them, they are not reported as wrong.
 */
const seenOn = lazy(() => {
  const found = new Map<string, Set<string>>();
  for (const { actions, resources } of statements()) {
    const codes = new Set(actions.map((action) => foldCase(action).split(":")[0] ?? ""));
    const foreign = resources.flatMap((text) => resourceFields(text)?.[0] ?? []).filter((code) => !codes.has(code));
    for (const code of codes) found.set(code, new Set([...(found.get(code) ?? []), ...foreign]));
  }
  return found;
});

/** Codes of other services in ARNs that RAM authorizes actions of a service on, as far as known. */
export function resourceCodes(code: string): readonly string[] {
  return [...(alsoOn[code] ?? []), ...(seenOn().get(code) ?? [])];
}
