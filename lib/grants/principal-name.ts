/** A principal. `policy` stands for any holder of a policy that the input attaches to nobody. */
export interface PrincipalName {
  readonly kind: "user" | "group" | "role" | "policy";
  /** As written. RAM ignores letter case in names. */
  readonly name: string;
}
