import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Acknowledgement, PolicyDocument } from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import type { RamQuotaValues } from "../checks/ram-quotas";
import type { SynthPass } from "../checks/synth-pass";

/** What this library knows of one construct tree. */
export interface AppState {
  /** What users acknowledged, by the construct that they named. */
  readonly acknowledgements: Map<IConstruct, readonly Acknowledgement[]>;
  /** What gives the warnings of the constructs in a stack, by construct. */
  readonly constructWarnings: Map<TerraformStack, Map<IConstruct, (() => readonly ConstructWarning[])[]>>;
  /** Raised quotas, by the construct that they hold under. */
  readonly quotas: Map<IConstruct, RamQuotaValues>;
  /** Resources that a construct of this library has made and checked, with their documents where they are fixed. */
  readonly ownResources: Map<IConstruct, PolicyDocument | undefined>;
  /** Stacks that have a validation of this library. */
  readonly watchedStacks: Set<TerraformStack>;
  /** Texts of the warnings that a construct has already. */
  readonly warnings: Map<IConstruct, Set<string>>;
  /** Whether the root has a validation of this library. */
  isTreeWatched: boolean;
  /** The synth that is under way, or the last one that did not end. */
  pass: SynthPass | undefined;
}

/**
 * Not a registered symbol: each copy of this library has a state of its own. Copies of different versions know different
 * rules, and each checks the whole tree by its own.
 */
const stateOfApp = Symbol("cdktf-alicloud-agentrun");

/** The state of the tree that a construct is in. It hangs on the root of the tree, and lives as long. */
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
    watchedStacks: new Set(),
    warnings: new Map(),
    isTreeWatched: false,
    pass: undefined,
  };
  Object.defineProperty(root, stateOfApp, { value: state });
  return state;
}
