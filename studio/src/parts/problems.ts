import { PolicyError, type Problem } from "../../../lib/policy";
import { type Content, el } from "../dom";
import type { Context } from "./context";
import { InputProblem } from "./input-problem";

/** Texts of the engine, which are in English. */
export function engine(text: string): HTMLElement {
  return el("span", { lang: "en" }, text);
}

/** Problems as the engine reports them, with their ids. */
export function problemList({ language: { messages } }: Context, problems: readonly Problem[]): HTMLElement {
  return el(
    "section",
    { class: "card bad", "aria-label": messages.problems(problems.length) },
    el("h3", {}, messages.problems(problems.length)),
    el(
      "ul",
      { class: "problems" },
      ...problems.map((problem) =>
        el(
          "li",
          {},
          el(
            "p",
            {},
            el("span", { class: "badge id" }, problem.id),
            " ",
            el("code", {}, problem.path === "" ? messages.wholeDocument : problem.path),
          ),
          facts([
            [messages.found, engine(problem.found)],
            [messages.allowed, engine(problem.allowed)],
            [messages.fix, engine(problem.fix)],
          ]),
        ),
      ),
    ),
  );
}

/** Names and values, one pair in each line. */
export function facts(pairs: readonly (readonly [name: string, value: Content])[]): HTMLElement {
  return el(
    "dl",
    { class: "facts" },
    ...pairs.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

/** The result of a computation, or its problems. Wrong input never leaves the page blank. */
export function guarded<Result>(
  context: Context,
  compute: () => Result,
): { readonly result: Result } | { readonly problems: readonly Problem[]; readonly shown: HTMLElement } {
  try {
    return { result: compute() };
  } catch (error) {
    if (error instanceof PolicyError) {
      return { problems: error.problems, shown: problemList(context, error.problems) };
    }
    if (error instanceof InputProblem) {
      return { problems: [], shown: el("p", { class: "card bad" }, error.tell(context.language.messages)) };
    }
    return { problems: [], shown: unexpected(context, error) };
  }
}

function unexpected({ language: { messages } }: Context, error: unknown): HTMLElement {
  const text = error instanceof Error ? error.message : String(error);
  // Errors of inputs begin with their id, e.g. RAM501.
  const isOfInput = /^RAM\d{3} /.test(text);
  return el(
    "section",
    { class: "card bad" },
    el("p", {}, engine(text)),
    isOfInput ? undefined : el("p", {}, messages.unexpected),
  );
}
