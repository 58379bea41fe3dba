import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/** Matches every token in a string: tokens of strings, lists and maps contain a brace, those of numbers an exponent. */
const mayHaveToken = /[$#&]\{|e\+/;

/** Whether a value has no framework tokens. */
export function isLiteral(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && !mayHaveToken.test(value));
}

/** Replaces framework tokens in a value by their Terraform expressions. */
export function resolveValue(scope: IConstruct, value: unknown): unknown {
  if (isLiteral(value)) return value;
  return Tokenization.resolve(value, {
    scope,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}

/** Replaces framework tokens in a text, e.g. by `${alicloud_ram_group.dev.group_name}`. */
export function resolveText(scope: IConstruct, text: string): string {
  return String(resolveValue(scope, text));
}
