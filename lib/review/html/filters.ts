import { type Content, type Markup, html } from "./markup";
import { plural } from "./parts";

/** One choice of a filter. */
export interface Choice {
  /** As in the `data-` attributes of rows: letters, digits and hyphens. */
  readonly value: string;
  readonly label: string;
}

/** A filter with any number of active choices. Without an active one, it shows all rows. */
export function chips(
  filter: string,
  title: string,
  choices: readonly (Choice & { readonly count: number })[],
): Content {
  if (choices.length < 2) return undefined;
  return html`<fieldset aria-label="${title}">
    ${choices.map(
      ({ value, label, count }) =>
        html`<label class="chip"
          ><input type="checkbox" data-filter="${filter}" value="${value}" /><span
            >${label} <b data-chip>${count}</b></span
          ></label
        >`,
    )}
  </fieldset>`;
}

/** A filter with at most one active choice. */
export function select(filter: string, title: string, every: string, choices: readonly Choice[]): Content {
  if (choices.length === 0) return undefined;
  return html`<label class="field"
    ><span>${title}</span
    ><select data-filter="${filter}">
      <option value="">${every}</option>
      ${choices.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}
    </select></label
  >`;
}

/** Short values for names, for rows and filters. Equal names have equal values; choices are sorted by name. */
export class NameValues {
  private readonly values: ReadonlyMap<string, string>;

  public constructor(names: readonly string[]) {
    this.values = new Map([...new Set(names)].sort().map((name, index) => [name, `p${index + 1}`]));
  }

  public valueOf(name: string): string {
    return this.values.get(name) ?? "";
  }

  public choices(): readonly Choice[] {
    return [...this.values].map(([label, value]) => ({ label, value }));
  }
}

/** A part of a page that can be folded, and its button with the number of its rows. Without a script it is open. */
export function openFold(
  id: string,
  name: string,
  content: Markup,
): { readonly button: Markup; readonly body: Markup } {
  return {
    button: html`<button
      type="button"
      class="more-button"
      aria-controls="${id}"
      aria-expanded="true"
      data-open
      title="Fold or unfold ${name}"
      hidden
    >
      <span data-count-of="${id}">${plural(rowsIn(content), "row")}</span>
    </button>`,
    body: html`<div class="fold-body" id="${id}">${content}</div>`,
  };
}

export function hasRows(content: Markup): boolean {
  return rowsIn(content) > 0;
}

function rowsIn(content: Markup): number {
  return content.toString().split('<tr role="row" data-row').length - 1;
}

/** Numbers the foldable parts of a page, so that equal reports get equal ids. */
export class Folds {
  private last = 0;

  /** Content that is shown without a script. With it, a button with this label shows and hides it. */
  public fold(label: string, content: Markup): Markup {
    this.last += 1;
    const id = `fold-${this.last}`;
    return html`<button type="button" class="more-button" aria-controls="${id}" aria-expanded="true" hidden>
        ${label}
      </button>
      <div class="detail" id="${id}">${content}</div>`;
  }
}
