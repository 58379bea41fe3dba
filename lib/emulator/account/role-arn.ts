/** The name in the ARN of a role; `undefined` for any other text. */
export function roleNameOfArn(arn: string): string | undefined {
  return /^acs:ram:\*?:\d+:role\/(.+)$/i.exec(arn)?.[1];
}
