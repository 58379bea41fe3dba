import { type Content, el } from "../dom";

/** A part that can be folded away. It keeps its state under its key. */
export function fold(key: string, title: Content, isOpen: boolean, ...content: readonly Content[]): HTMLDetailsElement {
  return el(
    "details",
    { class: "fold", open: isOpen, "data-key": key },
    el("summary", { "data-key": `fold ${key}` }, title),
    el("div", { class: "fold-content" }, ...content),
  );
}
