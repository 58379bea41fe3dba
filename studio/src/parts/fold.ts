import { type Content, el, fill } from "../dom";

/** A part whose content is made when it is first unfolded. */
export function lazyFold(key: string, title: Content, make: () => Content): HTMLDetailsElement {
  const details = fold(key, title, false);
  details.addEventListener(
    "toggle",
    () => {
      const content = details.querySelector(".fold-content");
      if (content !== null) fill(content, make());
    },
    { once: true },
  );
  return details;
}

/** A part that can be folded away. It keeps its state under its key. */
export function fold(key: string, title: Content, isOpen: boolean, ...content: readonly Content[]): HTMLDetailsElement {
  return el(
    "details",
    { class: "fold", open: isOpen, "data-key": key },
    el("summary", { "data-key": `fold ${key}` }, title),
    el("div", { class: "fold-content" }, ...content),
  );
}
