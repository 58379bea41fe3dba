/* eslint-disable @typescript-eslint/no-require-imports -- only a scan reads the tables */
import { lazy } from "../../catalog/lazy";
import type { Plane } from "../sdk/method-facts";

/** What a command of a tool calls. */
export interface CommandFacts {
  readonly calls?: readonly string[];
  /** Operations that are called only with certain settings, which the command line does not show. */
  readonly if?: Readonly<Record<string, readonly string[]>>;
  /** Operations that a flag leaves out. */
  readonly unless?: Readonly<Record<string, readonly string[]>>;
  readonly plane?: Plane;
}

/** What a command of the component calls, depending on the file of the deployment. */
export interface ComponentFacts {
  readonly calls: readonly string[];
  /** Operations by the property that makes them needed; with `!`, by its absence. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Further calls that were not proved, by the property that makes them needed. */
  readonly unproved?: Readonly<Record<string, string>>;
}

interface ToolTable<Facts> {
  readonly title: string;
  readonly source: string;
  readonly read: string;
  readonly status: string;
  readonly commands: Readonly<Record<string, Facts>>;
}

interface CommandTables {
  readonly agentrun: ToolTable<CommandFacts> & { readonly aliases: Readonly<Record<string, string>> };
  readonly component: ToolTable<ComponentFacts>;
}

/** Commands of the AgentRun CLI and of the component of Serverless Devs, which tests read against their type. */
export const commandTables = lazy(() => require("../data/commands.json") as CommandTables);
