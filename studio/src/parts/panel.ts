import { type Content, el } from "../dom";
import { refill } from "./refill";

/** What a tab is made of. */
export interface PanelParts {
  /** What the tab is for. */
  readonly lead: string;
  /** What the outcome is. Its heading, as long as there is none. */
  readonly title: string;
  /** The outcome is beside the form, or below a wide one. @default "columns" */
  readonly layout?: "columns" | "stacked";
  readonly form: readonly Content[];
}

/** A form, and what its fields come to. */
export interface Panel {
  readonly element: HTMLElement;
  /** Shows an outcome below a summary of it. */
  readonly show: (summary: readonly Content[], ...outcome: readonly Content[]) => void;
  /** Shows what there is instead of an outcome, e.g. problems. */
  readonly showInstead: (content: Content) => void;
  /** Says what to do, as long as there is nothing to show. */
  readonly showEmpty: (text: string) => void;
  /** Leads to the outcome. */
  readonly jump: () => void;
}

export function panel({ lead, title, layout = "columns", form }: PanelParts): Panel {
  const summary = el("div", { class: "sum", role: "status", "aria-label": title });
  const result = el("div", { class: "result", tabindex: "-1" });
  const classes = layout === "columns" ? "outcome" : "outcome flat";
  const outcome = el("section", { class: classes, "aria-label": title }, summary, result);
  const element = el(
    "div",
    { class: layout },
    el("div", { class: "form" }, el("p", { class: "lead" }, lead), form),
    outcome,
  );
  const showInstead = (content: Content): void => {
    show([el("h2", {}, title)], content);
  };
  return {
    element,
    show,
    showInstead,
    showEmpty: (text) => {
      showInstead(el("p", { class: "empty" }, text));
    },
    jump: () => {
      outcome.scrollIntoView();
      result.focus({ preventScroll: true });
    },
  };

  function show(summed: readonly Content[], ...content: readonly Content[]): void {
    refill(summary, summed);
    refill(result, ...content);
  }
}
