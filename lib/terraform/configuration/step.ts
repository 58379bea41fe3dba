/** One step of the path to a value. No name in an input can be mistaken for a step of another kind. */
export type Step =
  | {
      readonly kind: "key";
      readonly name: string;
      /** Which of the keys of this name it is, from 1, if its object has several; Terraform reads each of them. */
      readonly occurrence?: number;
    }
  | { readonly kind: "index"; readonly index: number }
  /** A provider under an alias, instead of its place in a list, which may change; empty for the default provider. */
  | { readonly kind: "alias"; readonly name: string }
  /** The modules that a block is in, and its index there, e.g. `module.m["a"].` or `["b"]`. */
  | { readonly kind: "instance"; readonly name: string }
  /** The call of a module whose resources are in the input too. */
  | { readonly kind: "read module"; readonly name: "" }
  /** Another file than the stack's. */
  | { readonly kind: "file"; readonly name: string };

/** The steps from the outermost object of an input to a value in it. */
export type ValuePath = readonly Step[];

export function key(name: string): Step {
  return { kind: "key", name };
}

/** The path through keys with these names. */
export function keys(...names: readonly string[]): ValuePath {
  return names.map(key);
}

/** The name of a key; `undefined` for other steps. */
export function keyName(step: Step | undefined): string | undefined {
  return step?.kind === "key" ? step.name : undefined;
}

/** Equal for equal paths. */
export function pathText(path: ValuePath): string {
  return JSON.stringify(
    path.map((step) => {
      switch (step.kind) {
        case "key":
          return step.occurrence === undefined ? step.name : [step.name, step.occurrence];
        case "index":
          return step.index;
        case "alias":
        case "instance":
        case "read module":
        case "file":
          return { [step.kind]: step.name };
      }
    }),
  );
}
