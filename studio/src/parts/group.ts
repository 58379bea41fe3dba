import { type Content, el } from "../dom";

/** Fields that belong together, on a card of their own. */
export function group(title: string, ...content: readonly Content[]): HTMLElement {
  return el("fieldset", { class: "card" }, el("legend", {}, el("span", { class: "legend" }, title)), ...content);
}
