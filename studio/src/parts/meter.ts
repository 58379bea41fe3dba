import { el } from "../dom";
import type { Context } from "./context";

/** How much of a limit is used. The text says it too. */
export function byteMeter({ language: { messages } }: Context, bytes: number, most: number): HTMLElement {
  const share = Math.min(1, bytes / most);
  const bar = el("span", { class: "bar" });
  bar.style.setProperty("inline-size", `${(share * 100).toFixed(1)}%`);
  const state = bytes > most ? "over" : share > 0.9 ? "near" : "fine";
  return el(
    "div",
    { class: `meter ${state}` },
    el("span", { class: "track", "aria-hidden": "true" }, bar),
    el("span", { class: "meter-text" }, messages.bytesOf(bytes, most)),
  );
}
