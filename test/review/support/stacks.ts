import { grantsOfStack } from "../../../lib/grants/grants-of-stack";
import type { GrantModel } from "../../../lib/grants/grant-model";
import { stackOf } from "../../../lib/terraform/synthesized-stack";

type Element = string | readonly string[];

/** A statement in few words: `{ allow, on, if }`, `{ deny }`, `{ allowNot }`. */
export interface Short {
  readonly allow?: Element;
  readonly deny?: Element;
  readonly allowNot?: Element;
  readonly denyNot?: Element;
  readonly on?: Element;
  readonly notOn?: Element;
  readonly if?: object;
}

export function statementOf({ allow, deny, allowNot, denyNot, on = "*", notOn, if: condition }: Short): object {
  const excepted = allowNot ?? denyNot;
  return {
    Effect: deny === undefined && denyNot === undefined ? "Allow" : "Deny",
    ...(excepted === undefined ? { Action: allow ?? deny } : { NotAction: excepted }),
    ...(notOn === undefined ? { Resource: on } : { NotResource: notOn }),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** The text of a policy of these statements. */
export function policyText(...statements: readonly Short[]): string {
  return JSON.stringify({ Version: "1", Statement: statements.map(statementOf) });
}

/** The text of a trust policy: principals by kind, perhaps under a condition. */
export function trustText(...statements: readonly Readonly<Record<string, Element | object>>[]): string {
  return JSON.stringify({
    Version: "1",
    Statement: statements.map(({ if: condition, deny, ...principals }) => ({
      Effect: deny === undefined ? "Allow" : "Deny",
      Action: "sts:AssumeRole",
      Principal: deny ?? principals,
      ...(condition === undefined ? {} : { Condition: condition }),
    })),
  });
}

/** Resources by type and name, as in a `cdk.tf.json`. */
export type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** What a stack of these resources grants. */
export function stackGrants(resource: Resources, name = "shop"): readonly GrantModel[] {
  return grantsOfStack({ ...stackOf(name, `${name}.json`, { resource }), warnings: [] });
}

/** A policy named `p` on a group named `dev`, as in most changes. */
export function devPolicy(...statements: readonly Short[]): Resources {
  return {
    alicloud_ram_policy: { P: { policy_name: "p", policy_document: policyText(...statements) } },
    alicloud_ram_group_policy_attachment: {
      A: { policy_name: "${alicloud_ram_policy.P.policy_name}", policy_type: "Custom", group_name: "dev" },
    },
  };
}
