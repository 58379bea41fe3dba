import { type Content, type Markup, html } from "./markup";

/** One choice of a filter. */
export interface Choice {
  /** As rows carry it in their `data-` attribute: letters, digits and hyphens. */
  readonly value: string;
  readonly label: string;
}

/** Choices that can be taken together; none taken is all. */
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
          ><input type="checkbox" data-filter="${filter}" value="${value}" /><span>${label} ${count}</span></label
        >`,
    )}
  </fieldset>`;
}

/** One choice of many. */
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

/** Names as short values for rows and filters: the same name has the same value, in the order of the names. */
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

/** Numbers the parts that buttons fold, so that ids are the same for the same report. */
export class Folds {
  private last = 0;

  /** A part that stands open, and that the script folds behind a button with this label. */
  public fold(label: string, content: Markup): Markup {
    this.last += 1;
    const id = `fold-${this.last}`;
    return html`<button type="button" class="more-button" aria-controls="${id}" aria-expanded="true" hidden>
        ${label}
      </button>
      <div class="detail" id="${id}">${content}</div>`;
  }
}
