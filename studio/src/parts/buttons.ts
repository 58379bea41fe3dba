import { type Attributes, type Content, el } from "../dom";

export function button(text: string, onclick: () => void, attributes: Attributes = {}): HTMLElement {
  return el("button", { type: "button", ...attributes, onclick }, text);
}

export function buttons(...content: readonly Content[]): HTMLElement {
  return el("div", { class: "buttons" }, ...content);
}
