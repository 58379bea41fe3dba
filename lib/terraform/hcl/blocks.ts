import type { SourcePlace } from "../places/source-place";

/** Where something is in a file. */
export type Location = Required<Pick<SourcePlace, "file" | "line" | "column">>;

/** The body of a block in Terraform's JSON syntax: texts are templates, blocks within are lists or objects. */
export type Body = Readonly<Record<string, unknown>>;

/** A block of a module. */
export interface Block {
  /** e.g. `resource` */
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly file: string;
  /** Whether it is in Terraform's JSON syntax, where references such as `provider` are plain texts. */
  readonly isJson: boolean;
  /** Where it is, or where an argument of it is. */
  readonly locate: (argument?: string) => Location | undefined;
}

/** How many labels a block has. Blocks of other types are kept without labels. */
export const labelCounts: ReadonlyMap<string, number> = new Map([
  ...(["terraform", "locals", "moved", "import", "removed"] as const).map((type) => [type, 0] as const),
  ...(["provider", "variable", "output", "module", "check"] as const).map((type) => [type, 1] as const),
  ...(["resource", "data", "ephemeral"] as const).map((type) => [type, 2] as const),
]);
