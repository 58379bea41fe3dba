import type { Built } from "./built";
import { typeScriptOf } from "./code";
import { optionsOf, shellTextOf } from "./command-line";
import { type ModuleCode, moduleOf, teamModuleOf } from "./module";
import { type Team, teamCommandOf, teamTypeScriptOf } from "./team";

/** Forms in which a policy is shown. */
export const formats = ["json", "typescript", "hcl", "shell"] as const;

export type Format = (typeof formats)[number];

/** The result as code. Each throws a PolicyError for a request that the form cannot express. */
export interface Forms {
  readonly typescript: () => string;
  readonly hcl: () => ModuleCode;
  readonly shell: () => ShellCode;
}

export interface ShellCode {
  readonly command: string;
  /** How another module calls the one that the command writes; `undefined` for a command that prints policies. */
  readonly call: string | undefined;
}

export function formsOf({ request, group, parts }: Built): Forms {
  return {
    typescript: () => typeScriptOf(request, group),
    hcl: () => moduleOf(request, group),
    shell: () => ({
      command: shellTextOf(["least-privilege", ...optionsOf(request)], ...(parts.length > 1 ? [["split", "-"]] : [])),
      call: undefined,
    }),
  };
}

export function formsOfTeam(team: Team): Forms {
  return {
    typescript: () => teamTypeScriptOf(team),
    hcl: () => teamModuleOf(team),
    shell: () => ({ command: shellTextOf(teamCommandOf(team)), call: teamModuleOf(team).call }),
  };
}
