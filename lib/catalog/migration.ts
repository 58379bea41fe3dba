import { matchesPattern } from "../policy";
import { foldCase } from "../policy/letter-case";
import { dataFiles } from "./data-files";
import type { Source } from "./source";
import { service } from "./services";

/**
 * What becomes of a kind of AgentRun's resources in AgentCore.
 *
 * - `counterpart`: AgentCore has resources of the same use
 * - `partly`: some resources of the kind have a counterpart, others have none
 * - `none`: nothing corresponds to it
 * - `unproved`: no source says anything
 */
export type MigrationOutcome = "counterpart" | "partly" | "none" | "unproved";

/** A kind of AgentRun's resources, and what becomes of it. */
export interface MigrationKind {
  readonly kind: string;
  readonly outcome: MigrationOutcome;
  /** Types of resources of AgentCore. @default - none */
  readonly agentcore?: readonly string[];
  /** What the packages say about it. */
  readonly why: string;
}

/** The data file. */
export interface MigrationFile extends Source {
  /** Version and day of the packages. */
  readonly version: string;
  /** Each kind has patterns of AgentRun's actions, without the RAM code. The first kind with a matching pattern counts. */
  readonly kinds: readonly (MigrationKind & { readonly actions: readonly string[] })[];
  readonly others: MigrationKind;
}

/** An action of AgentCore that a page authorizes on a type of resources. */
export interface PublishedCounterpart {
  readonly action: string;
  readonly arn: string;
}

/** What becomes of the resources of an action of AgentRun, according to the compat packages. */
export function migrationOf(action: string): MigrationKind {
  const { kinds, others } = dataFiles.migration();
  const name = foldCase(action.slice(action.indexOf(":") + 1));
  const found = kinds.find(({ actions }) => actions.some((pattern) => matchesPattern(foldCase(pattern), name)));
  return found ?? others;
}

/** The packages that {@link migrationOf} is from. */
export function migrationSource(): Source & Pick<MigrationFile, "version"> {
  const { source, read, version } = dataFiles.migration();
  return { source, read, version };
}

/** The actions of AgentCore that pages authorize on resources of a kind, sorted. Others exist, but no page has them. */
export function publishedCounterparts({ agentcore = [] }: MigrationKind): readonly PublishedCounterpart[] {
  return [...(service("agentcore")?.actions.values() ?? [])].flatMap(({ name, resources = [] }) =>
    resources.filter(({ type }) => agentcore.includes(type)).map(({ arn }) => ({ action: name, arn })),
  );
}
