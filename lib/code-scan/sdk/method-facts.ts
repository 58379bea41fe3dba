/** Calls that go to another host than the control plane, and what is known of the action that they need. */
export type Plane = "runtime" | "sandbox" | "model" | "tool" | "tablestore" | "other";

/** What a method or function of an SDK needs, as data files have it. */
export interface MethodFacts {
  /** Operations, e.g. `GetTool` of agentrun or `devs:GetToolset`. */
  readonly calls?: readonly string[];
  /** Operations that are called only with a certain setting, by the setting. */
  readonly if?: Readonly<Record<string, readonly string[]>>;
  readonly plane?: Plane;
  /** The argument with the name of the resource: the first one, a keyword, or a member of the first one. */
  readonly named?: string;
  /** Number of arguments before it. @default 0 */
  readonly namedAt?: number;
  /** Classes of the result: `A`, `A|B` for one of them, `[A]` for a list. */
  readonly returns?: string;
}

/** A class of an SDK whose objects a scan follows. */
export interface SdkClass {
  /** e.g. `AgentRuntimeClient of agentrun-sdk` */
  readonly title: string;
  /** Whether an object of it is a client. A client that is handed to other code may make calls there. */
  readonly isClient: boolean;
  /** RAM codes of what its methods call. */
  readonly codes: readonly string[];
  /** What a method needs; `undefined` for one that the class does not have as far as known. */
  readonly method: (name: string) => MethodFacts | undefined;
  /** Classes by name, for results. */
  readonly sibling: (name: string) => SdkClass | undefined;
  /** Set for the parameters of a generic call, which name the operation as text. */
  readonly isGenericCall?: true;
}

/** What a name of a package stands for. */
export type SdkMember =
  | { readonly kind: "package"; readonly package: SdkPackage }
  | { readonly kind: "class"; readonly class: SdkClass }
  /** A function that makes objects of a class. */
  | { readonly kind: "constructor"; readonly class: SdkClass }
  | { readonly kind: "function"; readonly title: string; readonly facts: MethodFacts };

/** A package of an SDK, or a module in it. */
export interface SdkPackage {
  readonly title: string;
  /** `undefined` for what makes no calls, e.g. a model. */
  readonly member: (name: string) => SdkMember | undefined;
  /** Set if the package makes calls that no table lists. */
  readonly notListed?: true;
}
