import { type CatalogAction, catalogAction } from "../catalog";
import { variableName } from "../catalog/arn-template";
import { serviceCodes } from "../catalog/services";
import { EventActionFinder } from "../evidence/event-actions";
import { isOfType, whyEverywhere } from "../evidence/resolved-resource";
import { compareText } from "../policy/text-list";
import type { CodePlace, CodeUse, ScanPart } from "./code-use";
import { ResourceNames, isNamedInCode } from "./resource-names";
import type { CodeScan } from "./scan";

/** A place that needs an action. */
export interface CallSite extends CodePlace {
  readonly symbol: string;
}

/** An action on a resource that the code needs. */
export interface CodeNeed {
  readonly action: string;
  /** An ARN. `*` stands for a name that the scan does not know; `*` alone stands for all resources. */
  readonly resource: string;
  readonly why: readonly string[];
  readonly sites: readonly CallSite[];
}

/** An operation or action that is not granted, with the reason and the places that need it. */
export interface NotGranted {
  readonly action: string;
  readonly why: string;
  readonly sites: readonly CallSite[];
}

/** What the code needs. */
export interface CodeNeeds {
  /** Sorted by action and resource. */
  readonly needs: readonly CodeNeed[];
  /** Actions that are needed only with certain settings, which the code does not show. */
  readonly perhaps: readonly NotGranted[];
  /** Operations without an action in the catalog. */
  readonly unmapped: readonly NotGranted[];
  /** The part of the files that is considered; `undefined` for all. */
  readonly part: ScanPart | undefined;
}

/** Where the resources of the calls are, and which part of the files to consider. */
export interface NeedOptions {
  readonly workspace?: string;
  readonly region?: string;
  readonly account?: string;
  /** @default - all */
  readonly part?: ScanPart;
}

/** The actions and resources that the uses of a scan need. Only actions of the catalog are among them. */
export function needsOf(scan: CodeScan, options: NeedOptions = {}): CodeNeeds {
  const { part } = options;
  const uses = part === undefined ? scan.uses : scan.uses.filter((use) => use.part === part);
  const unknown = part === "code" ? scan.unknown.filter(({ kind }) => kind !== "unknown command") : scan.unknown;
  const table = new NeedTable(options, { ...scan, uses, unknown });
  for (const use of uses) table.add(use);
  return table.finish();
}

interface Collected {
  readonly why: Set<string>;
  readonly sites: Map<string, CallSite>;
}

class NeedTable {
  private readonly needs = new Map<string, Collected & { readonly action: string; readonly resource: string }>();
  private readonly perhaps = new Map<string, Collected & { readonly action: string }>();
  private readonly unmapped = new Map<string, Collected & { readonly action: string }>();
  private readonly finder = new EventActionFinder(Object.fromEntries(serviceCodes().map((code) => [code, code])));

  private readonly names: ResourceNames;

  public constructor(
    private readonly options: NeedOptions,
    scan: CodeScan,
  ) {
    this.names = new ResourceNames(scan, (operation) => (this.actionsOf(operation) ?? []).map(({ name }) => name));
  }

  public add(use: CodeUse): void {
    for (const operation of use.operations) this.addOperation(operation, use);
    for (const { action, why } of use.actions) {
      const known = catalogAction(action);
      if (known === undefined) collect(this.unmapped, action, { action }, use, ["the catalog has no such action"]);
      else this.addAction(known, use, [why]);
    }
    for (const { operations, when } of use.perhaps) {
      for (const operation of operations) {
        for (const action of this.actionsOf(operation) ?? [operation]) {
          const name = typeof action === "string" ? action : action.name;
          collect(this.perhaps, `${name}\n${when}`, { action: name }, use, [`only if: ${when}`]);
        }
      }
    }
    for (const { account, role } of use.passes) {
      const of = account === "*" ? (this.options.account ?? "*") : account;
      const resource = `acs:ram:*:${of}:role/${role}`;
      const why = ["passing the role to a service needs ram:PassRole; not limited to a service"];
      collect(this.needs, `ram:PassRole\n${resource}`, { action: "ram:PassRole", resource }, use, why);
    }
  }

  private addOperation(operation: string, use: CodeUse): void {
    const actions = this.actionsOf(operation);
    if (actions === undefined) {
      collect(this.unmapped, operation, { action: operation }, use, ["the catalog has no action for it"]);
      return;
    }
    for (const action of actions) this.addAction(action, use, []);
  }

  /** `undefined` if the catalog has none; empty if no permission is needed. */
  private actionsOf(operation: string): readonly CatalogAction[] | undefined {
    const [code = "", name = ""] = operation.split(":");
    const found = this.finder.actionsOf(code, name, "", "");
    return found.kind === "actions" ? found.actions : found.kind === "free" ? [] : undefined;
  }

  private addAction(action: CatalogAction, use: CodeUse, more: readonly string[]): void {
    for (const { resource, why } of this.resourcesOf(action, use)) {
      const known = { action: action.name, resource };
      collect(this.needs, `${action.name}\n${resource}`, known, use, [...use.why, ...more, ...why]);
    }
  }

  private resourcesOf({ name, resources = [] }: CatalogAction, use: CodeUse) {
    if (resources.length === 0) return [{ resource: "*", why: [whyEverywhere(name)] }];
    return resources.flatMap(({ arn }) => {
      const variable = [...arn.matchAll(/\{#(\w+)\}/g)].flatMap(([, one = ""]) => (isNamedInCode(one) ? one : []))[0];
      const named = variable === undefined ? undefined : this.names.of(name, use);
      const names = named === undefined || "why" in named ? [undefined] : named.names;
      return names.map((one) => {
        const filled = this.filled(arn, variable, one);
        const more = named !== undefined && "why" in named && named.why !== undefined ? [named.why] : [];
        const isWide = isOfType(name, filled.resource);
        const ofType = isWide ? ["RAM authorizes the action on all resources of the type only"] : [];
        return { resource: filled.resource, why: [...filled.why, ...more, ...ofType] };
      });
    });
  }

  /** @param name the value of the variable, if the code shows it */
  private filled(arn: string, named: string | undefined, name: string | undefined) {
    const open = new Set<string>();
    const resource = arn.replace(/\{#(\w+)\}/g, (_, variable: string) => {
      const given = variable === named && name !== undefined ? name : this.given(variable);
      if (given === undefined && variable !== "accountId") open.add(variableName(variable));
      return given ?? "*";
    });
    return { resource, why: [...open].map((variable) => `a scan does not know the ${variable}`) };
  }

  private given(variable: string): string | undefined {
    const { account, region, workspace } = this.options;
    return { accountId: account, regionId: region, workspaceName: workspace }[variable];
  }

  public finish(): CodeNeeds {
    return {
      needs: sorted(this.needs).map(({ action, resource, why, sites }) => ({ action, resource, why: [...why], sites: [...sites.values()] })), // prettier-ignore
      perhaps: sorted(this.perhaps).map(notGranted),
      unmapped: sorted(this.unmapped).map(notGranted),
      part: this.options.part,
    };
  }
}

function collect<Known extends object>(
  into: Map<string, Collected & Known>,
  key: string,
  known: Known,
  { file, line, symbol }: CodeUse,
  why: readonly string[],
): void {
  const collected = into.get(key) ?? { ...known, why: new Set<string>(), sites: new Map<string, CallSite>() };
  into.set(key, collected);
  for (const one of why) collected.why.add(one);
  collected.sites.set(`${file}\n${line}\n${symbol}`, { file, line, symbol });
}

function notGranted({ action, why, sites }: Collected & { readonly action: string }): NotGranted {
  return { action, why: [...why].join("; "), sites: [...sites.values()] };
}

function sorted<Known>(found: ReadonlyMap<string, Known>): readonly Known[] {
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, known]) => known);
}
