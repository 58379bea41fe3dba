import type { Problem } from "../../../lib/policy";
import { type Content, el } from "../dom";
import { button, buttons } from "./buttons";
import type { Context, Tab } from "./context";
import { guarded } from "./problems";
import { refill } from "./refill";

/** The parts of a tab. */
export interface PanelParts {
  /** What the tab is for. */
  readonly lead: string;
  /** The heading of the outcome while there is none. */
  readonly title: string;
  /** The outcome is beside the form, or below a wide one. @default "columns" */
  readonly layout?: "columns" | "stacked";
  readonly form: readonly Content[];
  /** Shows what the store has in the fields. */
  readonly sync: () => void;
  /** Shows the outcome for the fields. If it throws, the error replaces the outcome, which would be about other fields. */
  readonly update: () => void;
  /** Called with the problems of the fields after each update. */
  readonly onProblems?: (problems: readonly Problem[]) => void;
}

/** A form and its outcome. */
export interface Panel {
  readonly tab: Tab;
  /** Shows an outcome below a summary of it. */
  readonly show: (summary: readonly Content[], ...outcome: readonly Content[]) => void;
  /** Shows something in place of an outcome, e.g. problems. */
  readonly showInstead: (content: Content) => void;
  /** Shows what to do while there is no outcome. */
  readonly showEmpty: (text: string) => void;
  /** Leads to the outcome. */
  readonly jump: () => void;
}

export function panel(context: Context, parts: PanelParts): Panel {
  const { lead, title, layout = "columns", form, sync, update, onProblems } = parts;
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
    tab: {
      panel: element,
      sync,
      expectUpdate: () => {
        outcome.setAttribute("aria-busy", "true");
      },
      update: () => {
        const done = guarded(context, update);
        if ("problems" in done) showInstead(done.shown);
        onProblems?.("problems" in done ? done.problems : []);
        outcome.removeAttribute("aria-busy");
      },
    },
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

/**
 * Buttons that fill the fields of a tab with an example or clear them, and further buttons.
 *
 * @param fields matches the names of the tab's fields
 */
export function exampleButtons(
  { store, language: { messages } }: Context,
  fields: RegExp,
  example: Readonly<Record<string, string>>,
  ...further: readonly Content[]
): HTMLElement {
  const [first = ""] = Object.keys(example);
  const clear = (): void => {
    for (const name of [...store.fields.keys()]) if (fields.test(name)) store.set(name, "");
  };
  return buttons(
    button(messages.example, () => {
      clear();
      for (const [name, value] of Object.entries(example)) store.set(name, value);
    }),
    button(messages.clear, () => {
      clear();
      document.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
    }),
    ...further,
  );
}
