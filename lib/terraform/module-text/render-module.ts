import { partProblem } from "../../catalog/least-privilege/part-problem";
import { PolicyError, quote } from "../../policy";
import { generations } from "../../catalog";
import { type ModuleFiles, moduleFiles } from "./module-files";
import { type ModuleName, type ModuleRequests, moduleNames, moduleRows } from "./module-rows";

/** The request may be left out if no option is required. */
type RequestArguments<Request> = Request extends undefined
  ? []
  : object extends Request
    ? [request?: Request]
    : [request: Request];

/**
 * A Terraform module that does the same as the construct of that name: `versions.tf`, `variables.tf`, `main.tf`,
 * `outputs.tf`, a `README.md` and an example. What it grants is fixed here; its callers say where it applies and to whom.
 * Their values are exact: no wildcard can make a policy wider.
 *
 * @throws PolicyError RAM629 for an unknown name or part, RAM627 for a place with wildcards, RAM119-RAM121 for a policy
 * that is too long, RAM621-RAM629 as for the construct
 * @example
 * renderModule("LeastPrivilege", { features: { sandboxes: "manage" }, within: { workspace: "team-a" } });
 */
export function renderModule<Name extends ModuleName>(
  name: Name,
  ...[request]: RequestArguments<ModuleRequests[Name]>
): ModuleFiles {
  return checkedModule(name, request ?? {});
}

/** As {@link renderModule}, for a name and a request without type checks. */
export function checkedModule(name: string, request: object): ModuleFiles {
  const row = rowOf(name);
  checkParts(row, request);
  return moduleFiles(row.model(request as never)); // checked; what it has is checked by its model
}

function rowOf(name: string): (typeof moduleRows)[ModuleName] {
  const known = moduleNames.find((one) => one === name);
  if (known !== undefined) return moduleRows[known];
  throw new PolicyError([partProblem("name", quote(name), moduleNames.join(", "), "choose one of these")]);
}

/** A part that the module does not read would silently have no effect. */
function checkParts({ parts }: (typeof moduleRows)[ModuleName], request: object): void {
  if (parts === undefined) return;
  const known: readonly string[] = parts;
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  const problems = given.flatMap(([part, value]) => {
    if (!known.includes(part)) {
      const allowed = known.length === 0 ? "nothing" : known.join(", ");
      return [partProblem(part, "a part that the module does not have", allowed, "leave it out")];
    }
    if (part !== "generation" || generations.some((one) => one === value)) return [];
    return [partProblem(part, quote(value), generations.join(", "), "choose one of these")];
  });
  if (problems.length > 0) throw new PolicyError(problems);
}
