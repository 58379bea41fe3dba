import { type Attributes, type Content, el } from "../dom";
import type { Context } from "./context";

export function button(text: string, onclick: () => void, attributes: Attributes = {}): HTMLElement {
  return el("button", { type: "button", ...attributes, onclick }, text);
}

export function buttons(...content: readonly Content[]): HTMLElement {
  return el("div", { class: "buttons" }, ...content);
}

/** Buttons that write an example into a field, and that clear it. */
export function exampleButtons(
  { store, language: { messages } }: Context,
  field: HTMLElement,
  name: string,
  example: string,
): HTMLElement {
  return buttons(
    button(messages.example, () => {
      store.set(name, example);
    }),
    button(messages.clear, () => {
      store.set(name, "");
      field.querySelector("textarea")?.focus();
    }),
  );
}
