import fc from "fast-check";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("branches");
let next = 0;

const variables = ["x", "y"].map((name) => `variable "${name}" {\n  type = bool\n}\n`).join("");

/** A folder with two policies on a user: one whose document is this expression, and another one. */
export function written(document: string, others: readonly string[] = [], name = "app"): string {
  const policies = [document, ...others].map(
    (text, index) => `resource "alicloud_ram_policy" "p${index}" {
  policy_name     = "p${index}"
  policy_document = ${text}
}
resource "alicloud_ram_user_policy_attachment" "a${index}" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p${index}.policy_name
  policy_type = "Custom"
}
`,
  );
  const place = `${next++}/${name}`;
  file(`${place}/main.tf`, `${variables}${policies.join("")}`);
  return `${folder}/${place}`;
}

/** A folder with a role whose trust policy is this expression. */
export function writtenRole(trust: string): string {
  const place = `${next++}/app`;
  file(
    `${place}/main.tf`,
    `${variables}resource "alicloud_ram_role" "r" {
  role_name                   = "r"
  assume_role_policy_document = ${trust}
}
`,
  );
  return `${folder}/${place}`;
}

/** A trust policy of these services. */
export function trusting(...services: readonly string[]): string {
  return statements(
    `{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ${JSON.stringify(services)} } }`,
  );
}

export function statements(...some: readonly string[]): string {
  return `jsonencode({ Version = "1", Statement = [${some.join(", ")}] })`;
}

export const allow = (...actions: readonly string[]): string =>
  `{ Effect = "Allow", Action = ${JSON.stringify(actions)}, Resource = "*" }`;
export const deny = (...actions: readonly string[]): string =>
  `{ Effect = "Deny", Action = ${JSON.stringify(actions)}, Resource = "*" }`;
export const [get, put, del] = ["oss:GetObject", "oss:PutObject", "oss:DeleteObject"] as const;
export interface Leaf {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** A document that depends on conditions. */
export type Tree = Leaf | { readonly on: "x" | "y"; readonly then: Tree; readonly otherwise: Tree };

export function expressionOf(tree: Tree): string {
  if ("on" in tree) return `(var.${tree.on} ? ${expressionOf(tree.then)} : ${expressionOf(tree.otherwise)})`;
  const { allowed, denied } = tree;
  return statements(allow("oss:ListBuckets", ...allowed), ...(denied.length === 0 ? [] : [deny(...denied)]));
}

export type Answers = Readonly<Record<"x" | "y", boolean>>;

export function leafOf(tree: Tree, answers: Answers): Leaf {
  return "on" in tree ? leafOf(answers[tree.on] ? tree.then : tree.otherwise, answers) : tree;
}

export function refusesNothing(tree: Tree): boolean {
  return "on" in tree ? refusesNothing(tree.then) && refusesNothing(tree.otherwise) : tree.denied.length === 0;
}

const leaf = fc.record({
  allowed: fc.subarray([get, put, del]),
  denied: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([get, put])),
});
export const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, depthSize: "medium" },
    leaf,
    fc.record({ on: fc.constantFrom("x" as const, "y" as const), then: tie("tree"), otherwise: tie("tree") }),
  ),
})).tree;

export const allAnswers: readonly Answers[] = [true, false].flatMap((x) => [true, false].map((y) => ({ x, y })));

/** The permissions of several policies together. */
export function allowedBy(policies: readonly Tree[], answers: Answers): readonly string[] {
  const leaves = policies.map((tree) => leafOf(tree, answers));
  const denied = leaves.flatMap((one) => one.denied);
  return leaves.flatMap((one) => one.allowed).filter((action) => !denied.includes(action));
}
