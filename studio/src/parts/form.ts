import type { Problem } from "../../../lib/policy";
import { type Content, el, fill, freshId } from "../dom";
import type { Context } from "./context";
import { isTicked } from "../store";
import { sentence } from "./sentence";

/** A field with a text. */
export interface TextField {
  /** Its name in the store. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Lines of a text area; one line without. */
  readonly lines?: number;
  /** Suggestions. */
  readonly list?: readonly string[];
}

/** The controls of a tab. They show what the store has, and write into it. */
export class Form {
  private readonly controls: (() => void)[] = [];
  private readonly errors = new Map<string, (problems: readonly Problem[]) => void>();

  public constructor(private readonly context: Context) {}

  /** Shows the values of the store after something other than the control has changed it. */
  public sync(): void {
    for (const control of this.controls) control();
  }

  /** Marks the fields with problems, and only those. */
  public mark(problems: readonly Problem[], fieldOf: (path: string) => string | undefined): void {
    for (const [name, show] of this.errors) show(problems.filter(({ path }) => fieldOf(path) === name));
  }

  public text({ name, label, hint, lines, list }: TextField): HTMLElement {
    const id = freshId();
    const attributes = { id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-field": name };
    const listId = list === undefined ? undefined : freshId();
    const input =
      lines === undefined
        ? el("input", { ...attributes, type: "text", list: listId })
        : el("textarea", { ...attributes, rows: lines, class: "mono" });
    input.addEventListener("input", () => {
      this.context.store.set(name, input.value);
    });
    this.controls.push(() => {
      const value = this.context.store.get(name);
      if (input.value !== value) input.value = value;
    });
    const hintElement = hint === undefined ? undefined : el("p", { id: freshId(), class: "hint" }, hint);
    const error = el("p", { id: freshId(), class: "field-error", hidden: true, lang: "en" });
    const describe = (isWrong: boolean): void => {
      const ids = [hintElement?.id, isWrong ? error.id : undefined].filter((one) => one !== undefined);
      if (ids.length === 0) input.removeAttribute("aria-describedby");
      else input.setAttribute("aria-describedby", ids.join(" "));
    };
    describe(false);
    this.errors.set(name, (problems) => {
      error.hidden = problems.length === 0;
      fill(error, problems.map(({ id: problem, found, fix }) => `${problem}: ${found}. ${sentence(fix)}`).join(" "));
      if (problems.length > 0) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      describe(problems.length > 0);
    });
    const suggestions =
      listId === undefined
        ? undefined
        : el("datalist", { id: listId }, ...(list ?? []).map((value) => el("option", { value })));
    return el("div", { class: "field" }, el("label", { for: id }, label), input, suggestions, hintElement, error);
  }

  /** A box to tick. The field is `1` if it is ticked. */
  public tick(name: string, label: Content): HTMLElement {
    const input = el("input", { type: "checkbox", "data-field": name });
    input.addEventListener("change", () => {
      this.context.store.set(name, input.checked ? "1" : "");
    });
    this.controls.push(() => {
      input.checked = isTicked(this.context.store.fields, name);
    });
    return el("label", { class: "tick" }, input, el("span", {}, label));
  }

  /** A chip of a list of words: ticked if the field has the word. */
  public word(name: string, word: string, label: string, spoken: string): HTMLElement {
    const input = el("input", { type: "checkbox", "aria-label": spoken, "data-field": name, value: word });
    const words = (): readonly string[] =>
      this.context.store
        .get(name)
        .split(",")
        .filter((one) => one !== "");
    input.addEventListener("change", () => {
      const others = words().filter((one) => one !== word);
      this.context.store.set(name, (input.checked ? [...others, word] : others).join(","));
    });
    this.controls.push(() => {
      input.checked = words().includes(word);
    });
    return el("label", { class: "chip" }, input, el("span", {}, label));
  }

  /** A choice among a few. The first one is the default. */
  public choice(
    name: string,
    label: string,
    options: readonly (readonly [value: string, text: string])[],
  ): HTMLElement {
    const id = freshId();
    const select = el(
      "select",
      { id, "data-field": name },
      ...options.map(([value, text]) => el("option", { value }, text)),
    );
    const [[first] = [""]] = options;
    select.addEventListener("change", () => {
      this.context.store.set(name, select.value);
    });
    this.controls.push(() => {
      const value = this.context.store.get(name);
      select.value = options.some(([one]) => one === value) ? value : first;
    });
    return el("div", { class: "field choice" }, el("label", { for: id }, label), select);
  }
}
