import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/** What every token in a string has: those of strings, lists and maps a brace, those of numbers an exponent. */
const mayHaveToken = /[$#&]\{|e\+/;

/** Whether a value has no framework tokens that would have to be replaced. */
export function isLiteral(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && !mayHaveToken.test(value));
}

/** A value with its framework tokens replaced by the Terraform expressions that they stand for. */
export function resolveValue(scope: IConstruct, value: unknown): unknown {
  if (isLiteral(value)) return value;
  return Tokenization.resolve(value, {
    scope,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}

/** A text with its framework tokens replaced, e.g. `${alicloud_ram_group.dev.group_name}`. */
export function resolveText(scope: IConstruct, text: string): string {
  return String(resolveValue(scope, text));
}
