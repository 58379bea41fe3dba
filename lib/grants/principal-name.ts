/** Someone whom policies are attached to; `policy` for whoever has a policy that the input attaches to nobody. */
export interface PrincipalName {
  readonly kind: "user" | "group" | "role" | "policy";
  /** As written; RAM compares names without regard to letter case. */
  readonly name: string;
}
