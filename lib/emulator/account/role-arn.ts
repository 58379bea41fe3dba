/** The role name in a role ARN. `undefined` if the text is not a role ARN. */
export function roleNameOfArn(arn: string): string | undefined {
  return /^acs:ram:\*?:\d+:role\/(.+)$/i.exec(arn)?.[1];
}
