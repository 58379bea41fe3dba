import { el } from "../dom";
import type { Place } from "../check/places";

/** Shows and selects a part of a text area. */
export function selectIn(area: HTMLTextAreaElement, { offset, length }: Place): void {
  area.focus();
  area.setSelectionRange(offset, offset + length);
  const lineHeight = parseFloat(getComputedStyle(area).lineHeight);
  const line = area.value.slice(0, offset).split("\n").length - 1;
  area.scrollTop = Math.max(0, line * lineHeight - area.clientHeight / 3);
  area.scrollIntoView({ block: "nearest" });
}

/** A button that looks like a link. */
export function linkButton(text: string, key: string, onclick: () => void, label?: string): HTMLElement {
  return el("button", { type: "button", class: "link", "data-key": key, "aria-label": label, onclick }, text);
}
