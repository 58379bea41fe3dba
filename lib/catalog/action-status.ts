import type { CatalogAction, SdkOperation } from "./service";
import { catalogAction, sdkOperation, service } from "./services";

/**
 * How certain it is that an action exists.
 *
 * - `published`: an authorization page, the grant page or a system policy names it
 * - `practice page`: only policies on another page of the vendor name it
 * - `SDK only`: SDKs have an operation of this name, and no document names an action
 * - `retired`: newer versions of the SDKs lack the operation
 */
export type ActionStatus = "published" | "practice page" | SdkOperation["status"];

/** The status of an action, and the source that says so. */
export interface StatusFacts {
  /** In the letter case of its source, e.g. `agentrun:GetTool`. */
  readonly name: string;
  /** What kind of source names it. */
  readonly status: ActionStatus;
  /** Which document says what, and when, in words. */
  readonly about: string;
  /** Address of the page or package; `undefined` if several pages name the action. */
  readonly source: string | undefined;
  /** Day of reading, `YYYY-MM-DD`; `undefined` if several pages name the action. */
  readonly read: string | undefined;
}

/** The status of an action or an SDK's operation, in any letter case; `undefined` for an unknown name. */
export function actionStatus(name: string): StatusFacts | undefined {
  const operation = sdkOperation(name);
  if (operation !== undefined) {
    const { about, source, read, status } = operation;
    return { name: operation.name, status, about, source, read };
  }
  const action = catalogAction(name);
  return action === undefined ? undefined : documentedStatus(action);
}

function documentedStatus({ name, service: code, provenance, otherScopes = [] }: CatalogAction): StatusFacts {
  const [scope] = otherScopes;
  if (scope !== undefined && provenance.every((one) => one === "practice-page")) {
    const { title, source, read, changed } = scope;
    const about = `named only by the ${title} (${changed === undefined ? "" : `of ${changed}, `}read ${read})`;
    return { name, status: "practice page", about, source, read };
  }
  const page = provenance.includes("authorization-page") ? service(code)?.page : undefined;
  const about =
    page === undefined ? `named by: ${provenance.join(", ")}` : `on the authorization page (read ${page.read})`;
  return { name, status: "published", about, source: page?.source, read: page?.read };
}
