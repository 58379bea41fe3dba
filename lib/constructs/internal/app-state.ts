import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Acknowledgement, Finding, PolicyDocument } from "../../policy";
import type { RamQuotaValues } from "../checks/ram-quotas";
import type { SynthPass } from "../checks/synth-pass";

/** What this library knows of one construct tree. */
export interface AppState {
  /** What users acknowledged, by the construct that they named. */
  readonly acknowledgements: Map<IConstruct, readonly Acknowledgement[]>;
  /** Raised quotas, by the construct that they hold under. */
  readonly quotas: Map<IConstruct, RamQuotaValues>;
  /** What constructs of this library found in what they were asked for. */
  readonly constructFindings: Map<IConstruct, readonly Finding[]>;
  /** Resources whose documents a construct of this library has made and checked, with the documents where they are fixed. */
  readonly ownDocuments: Map<IConstruct, PolicyDocument | undefined>;
  /** Stacks that have a validation of this library. */
  readonly watchedStacks: Set<TerraformStack>;
  /** Texts of the warnings that a stack has already. */
  readonly warnings: Map<TerraformStack, Set<string>>;
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
export function appState({ node: { root } }: IConstruct): AppState {
  const holder: IConstruct & { readonly [stateOfApp]?: AppState } = root;
  return holder[stateOfApp] ?? newState(root);
}

function newState(root: IConstruct): AppState {
  const state: AppState = {
    acknowledgements: new Map(),
    quotas: new Map(),
    constructFindings: new Map(),
    ownDocuments: new Map(),
    watchedStacks: new Set(),
    warnings: new Map(),
    isTreeWatched: false,
    pass: undefined,
  };
  Object.defineProperty(root, stateOfApp, { value: state });
  return state;
}
