import { ownText } from "./bounded-parameters";

/** Shown in the log in place of a hidden value. */
const hidden = "***";

/** Maximum number of parameters, and of characters of values, in a logged call. The longest policy document fits. */
const most = { parameters: 100, valueLength: 8192, length: 16_384 } as const;

/**
 * The parameters whose values the log shows: names, kinds, documents and pages. Any other value may be a secret, even
 * if the client sent it in the wrong parameter.
 */
const shown = new Set(
  [
    "UserName NewUserName GroupName NewGroupName RoleName PolicyName NewPolicyName PolicyType VersionId",
    "PolicyDocument NewPolicyDocument AssumeRolePolicyDocument NewAssumeRolePolicyDocument Policy",
    "SetAsDefault RotateStrategy CascadingDelete MaxSessionDuration NewMaxSessionDuration",
    "ServiceName CustomSuffix DeletionTaskId RoleArn RoleSessionName DurationSeconds",
    "PrincipalName PrincipalType ResourceGroupId Name PolicyId TargetId EffectScope",
    "ResourceType ResourceId ResourceNames TagKey TagKeys All Status MaxItems PageNumber PageSize Type ServiceCode Id",
  ].flatMap((names) => names.split(" ")),
);

/** The parameters as the log shows them, limited in size. */
export function loggedParameters(parameters: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const logged = new Map<string, string>();
  let room: number = most.length;
  for (const [name, value] of parameters) {
    if (logged.size === most.parameters) break;
    if (!/^[A-Za-z][A-Za-z0-9.]{0,63}$/.test(name)) continue; // not a parameter of the API, so it may be a secret
    const length = shown.has(name.replace(/\.\d+$/, "")) ? Math.min(most.valueLength, room) : 0;
    const text = length === 0 ? hidden : ownText(value, length);
    room -= text.length;
    logged.set(ownText(name), text.length < value.length && length > 0 ? `${text}…` : text);
  }
  return Object.fromEntries(logged);
}

/** An action or version as the log shows it. An impossible one is hidden. */
export function loggedName(text: string): string {
  return /^[\w-]{0,64}$/.test(text) ? ownText(text) : hidden;
}

/** The name of a service as the log shows it. An impossible one is hidden. */
export function loggedService(text: string): string {
  return /^([a-z0-9-]+\.)+aliyuncs\.com$/.test(text) ? ownText(text, 128) : hidden;
}
