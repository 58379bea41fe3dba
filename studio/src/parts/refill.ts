import { type Content, fill } from "../dom";

/**
 * Replaces the content of a region. What was unfolded stays unfolded, and what had the focus has it again: both are known by
 * `data-key`. If that element is gone, the region itself gets the focus, so that the focus does not jump to the top of the page.
 */
export function refill(region: HTMLElement, ...content: readonly Content[]): void {
  const folds = new Map([...region.querySelectorAll("details")].map((one) => [one.dataset["key"], one.open]));
  const { activeElement } = document;
  const focused = activeElement instanceof HTMLElement && region.contains(activeElement) ? activeElement : undefined;
  const key = focused?.dataset["key"];
  fill(region, ...content);
  for (const one of region.querySelectorAll("details")) {
    const open = folds.get(one.dataset["key"]);
    if (one.dataset["key"] !== undefined && open !== undefined) one.open = open;
  }
  if (focused === undefined) return;
  const again = [...region.querySelectorAll<HTMLElement>("[data-key]")].find((one) => one.dataset["key"] === key);
  (key === undefined || again === undefined ? region : again).focus({ preventScroll: true });
}
