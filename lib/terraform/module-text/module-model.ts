/** A check of a variable's value. */
export interface VariableRule {
  /** An expression of HCL. */
  readonly condition: string;
  /** What is allowed, as a sentence. */
  readonly message: string;
}

/** A variable of a module. */
export interface ModuleVariable {
  readonly name: string;
  readonly description: string;
  /** In HCL. */
  readonly type: string;
  /** As in Terraform JSON. Without one, callers must give a value. */
  readonly default?: string | number | null | Readonly<Record<string, never>>;
  readonly rules: readonly VariableRule[];
}

/** An output of a module. */
export interface ModuleOutput {
  readonly name: string;
  readonly description: string;
  /** An expression of HCL. */
  readonly value: string;
}

/** Blocks of Terraform JSON by type and label. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A Terraform module, apart from how its files are written. */
export interface ModuleModel {
  readonly title: string;
  /** What the module grants, and to whom. Paragraphs of Markdown. */
  readonly about: readonly string[];
  readonly variables: readonly ModuleVariable[];
  /** Expressions of HCL by name. */
  readonly locals: Readonly<Record<string, string>>;
  readonly resources: Blocks;
  readonly outputs: readonly ModuleOutput[];
  readonly example: ModuleExample;
}

/** A call of the module. */
export interface ModuleExample {
  /** What the call refers to. */
  readonly resources: Blocks;
  /** As in Terraform JSON. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** All blocks together. */
export function mergedBlocks(all: readonly Blocks[]): Blocks {
  const merged: Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>> = {};
  for (const blocks of all) {
    for (const [type, labelled] of Object.entries(blocks)) merged[type] = { ...merged[type], ...labelled };
  }
  return merged;
}
