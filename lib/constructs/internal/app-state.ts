import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Acknowledgement, PolicyDocument } from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import type { RamQuotaValues } from "../checks/ram-quotas";
import type { SynthPass } from "../checks/synth-pass";

/** The state of this library for one construct tree. */
export interface AppState {
  /** Acknowledgements of users, by the construct that they named. */
  readonly acknowledgements: Map<IConstruct, readonly Acknowledgement[]>;
  /** Functions that return the warnings of the constructs in a stack, by construct. */
  readonly constructWarnings: Map<TerraformStack, Map<IConstruct, (() => readonly ConstructWarning[])[]>>;
  /** Raised quotas, by the construct that they apply to. */
  readonly quotas: Map<IConstruct, RamQuotaValues>;
  /** Resources that a construct of this library made and checked, with their documents if these are fixed. */
  readonly ownResources: Map<IConstruct, PolicyDocument | undefined>;
  /** Reasons for findings that the report of a construct explains, by id, by the construct around the documents. */
  readonly explainedFindings: Map<IConstruct, ReadonlyMap<string, string>>;
  /** Stacks with a validation of this library. */
  readonly watchedStacks: Set<TerraformStack>;
  /** Texts of the warnings that a construct already has. */
  readonly warnings: Map<IConstruct, Set<string>>;
  /** Whether the root has a validation of this library. */
  isTreeWatched: boolean;
  /** The current synthesis, or the last one that failed. */
  pass: SynthPass | undefined;
}

/**
 * Not a registered symbol, so that each copy of this library has its own state. Copies of different versions have
 * different rules, and each checks the whole tree with its own.
 */
const stateOfApp = Symbol("cdktf-alicloud-agentrun");

/** The state of a construct's tree. It is stored on the root of the tree. */
export function appState(construct: IConstruct): AppState {
  const root = rootOf(construct);
  const holder: IConstruct & { readonly [stateOfApp]?: AppState } = root;
  return holder[stateOfApp] ?? newState(root);
}

/** As `node.root`, which makes a list of all scopes each time. */
function rootOf(construct: IConstruct): IConstruct {
  let root = construct;
  while (root.node.scope !== undefined) root = root.node.scope;
  return root;
}

function newState(root: IConstruct): AppState {
  const state: AppState = {
    acknowledgements: new Map(),
    constructWarnings: new Map(),
    quotas: new Map(),
    ownResources: new Map(),
    explainedFindings: new Map(),
    watchedStacks: new Set(),
    warnings: new Map(),
    isTreeWatched: false,
    pass: undefined,
  };
  Object.defineProperty(root, stateOfApp, { value: state });
  return state;
}
