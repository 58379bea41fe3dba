import { type Arn, type ArnFields, type Problem, type Rule, PolicyError } from "cdktf-alicloud-agentrun/policy";

/** A placeholder of the framework for one string, as it stands in the strings of an app. */
export const token = "${TfToken[TOKEN.12]}";

/** An account id of the documented form. */
export const account = "1234567890123456";

/** A statement of an identity policy with nothing wrong. */
export const statement = { Effect: "Allow", Action: "agentrun:GetAgentRuntime", Resource: "*" } as const;

/** A statement of a trust policy with nothing wrong. */
export const trustStatement = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "fc.aliyuncs.com" },
} as const;

/** A document of these statements, right or wrong. */
export function documentOf(...statements: readonly unknown[]): object {
  return { Version: "1", Statement: statements };
}

/** The fields of an ARN alone. */
export function fieldsOf({ service, region, account, resource }: Arn): ArnFields {
  return { service, region, account, resource };
}

/** Values that TypeScript refuses, as JavaScript users may still pass them. */
export function untyped(value: unknown): never {
  return value as never;
}

/** The problems that a value is refused with; none where it is taken. Any other error is a failure. */
export function problemsThrownBy(build: () => unknown): readonly Problem[] {
  try {
    build();
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
}

/** Ids of the problems that a value is refused with. */
export function idsThrownBy(build: () => unknown): readonly string[] {
  return problemsThrownBy(build).map(({ id }) => id);
}

/** A rule of a user, which reports the first statement. */
export const ownRule: Rule = {
  id: "ACME001",
  title: "A first statement",
  severity: "warning",
  allowed: "no statement",
  explanation: "Statements grant something.",
  source: "a test",
  check: ({ statements }) => statements.slice(0, 1).map(({ path }) => ({ path, found: "it", fix: "remove it" })),
};
