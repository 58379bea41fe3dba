import {
  type LeastPrivilegeRequest,
  accessClassOf,
  catalogAction,
  featuresOf,
  leastPrivilege,
  unchecked,
} from "../../catalog";
import { isSweptIn } from "../../catalog/access-class";
import { namedPartOf } from "../../catalog/asked-by-name";
import { PolicyError } from "../../policy";
import { Code, constructCode } from "../code-text";
import { withinOf } from "../known-within";
import { attachToOf } from "../principal";
import type { Candidate } from "../proposal";
import type { CandidateInput } from "./candidate-input";

/** `LeastPrivilege` for just this action where it was refused, and for the smallest use of a feature that includes it. */
export function leastPrivilegeCandidates({ denial, principal }: CandidateInput): readonly Candidate[] {
  const { action, resource } = denial;
  const known = catalogAction(action);
  const within = withinOf(action, resource);
  const attachTo = attachToOf(principal);
  const inPlace = Object.keys(within).length === 0 ? {} : { within };
  const own = ownRequest(known?.name ?? action, known !== undefined, resource, inPlace);
  const exact = candidate(own.request, { ...own.shown, ...inPlace, attachTo });
  const features = known === undefined || !isSweptIn(known.name) ? [] : featuresOf(known.name);
  const uses = features
    .flatMap((key) => {
      const features = { [key]: known === undefined ? "view" : accessClassOf(known) };
      return candidate({ features, ...inPlace }, { features, ...inPlace, attachTo }) ?? [];
    })
    .sort((a, b) => actionCount(a) - actionCount(b));
  return [exact, uses[0]].filter((one) => one !== undefined);
}

function actionCount({ document }: Candidate): number {
  return document.statements.reduce((count, { actions }) => count + actions.length, 0);
}

interface OwnRequest {
  readonly request: LeastPrivilegeRequest;
  /** The request as users write it. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/** Secrets, shells and the passing of roles are asked for by parts of their own. */
function ownRequest(
  name: string,
  isKnown: boolean,
  resource: string | undefined,
  inPlace: Pick<LeastPrivilegeRequest, "within">,
): OwnRequest {
  const part = namedPartOf(name);
  const last = resource === undefined ? undefined : /[/]([^/]+)$/.exec(resource)?.[1];
  if (part === "secrets.credentials") return same({ secrets: { credentials: [last ?? "*"] }, ...inPlace });
  if (part === "passRoles") return same({ passRoles: [last ?? "*"], ...inPlace });
  if (part === "shell") return same({ shell: true, ...inPlace });
  // A switch may ask for several actions: only the one that was refused is wanted.
  if (name === "agentrun:GetAccessToken") return same({ secrets: { accessTokens: true }, ...inPlace });
  if (isKnown) return { request: { actions: [name as never], ...inPlace }, shown: { actions: [name] } }; // the catalog has it
  return {
    request: { actions: [unchecked(name)], ...inPlace },
    shown: { actions: [new Code(`unchecked(${JSON.stringify(name)})`)] },
  };
}

function same(request: LeastPrivilegeRequest): OwnRequest {
  return { request, shown: { ...request } };
}

/** `undefined` for a request that the catalog refuses, e.g. because a name in the resource is invalid. */
function candidate(request: LeastPrivilegeRequest, shown: Readonly<Record<string, unknown>>): Candidate | undefined {
  const asked = [request, withoutPlace(request)];
  for (const [index, one] of asked.entries()) {
    try {
      const { document } = leastPrivilege(one);
      const props = index === 0 ? shown : { ...shown, within: undefined };
      return { construct: "LeastPrivilege", code: constructCode("LeastPrivilege", "Allowed", props), document };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
    }
  }
  return undefined;
}

function withoutPlace({ within: _, ...request }: LeastPrivilegeRequest): LeastPrivilegeRequest {
  return request;
}
