import { feature } from "../../../lib/catalog";
import type { Language } from "../language";

/** The title of a field, by its name in the store or in a request. */
export function fieldTitle({ messages, titleOf }: Language, name: string): string {
  const [, first = "", rest] = /^(\w+)(?:\.(.*))?$/s.exec(name) ?? [];
  if (first === "feature" && rest !== undefined) {
    const found = feature(rest);
    return found === undefined ? rest : titleOf(found);
  }
  const key = rest ?? first;
  const texts: Readonly<Record<string, unknown>> = {
    ...messages,
    actions: messages.extraActions,
    accountId: messages.account,
  };
  const title = Object.hasOwn(texts, key) ? texts[key] : undefined;
  return typeof title === "string" ? title : name;
}
