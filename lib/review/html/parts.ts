import type { Conditions } from "../../policy";
import { type RiskMark, riskMarks } from "../report/review-report";
import { conditionLines } from "../summary";
import { type Content, type Markup, html } from "./markup";

/** A short text on a colored ground. */
export function badge(tone: string, text: Content, title?: string): Markup {
  return html`<span class="badge ${tone}" ${title === undefined ? undefined : html` title="${title}"`}>${text}</span>`;
}

/** Risk marks, each with its explanation. */
export function riskBadges(marks: readonly { readonly mark: RiskMark; readonly note?: string }[]): Content {
  if (marks.length === 0) return undefined;
  return html`<ul class="badges">
    ${marks.map(({ mark, note = "" }) => html`<li>${badge("risk", `${mark}${note}`, riskMarks[mark])}</li>`)}
  </ul>`;
}

/** A name after its kind, e.g. `group dev`. */
export function named(kind: string, name: string): Markup {
  return html`<span class="kind">${kind}</span> <span class="name">${breakable(name)}</span>`;
}

/** A name that may wrap after its signs. Copying it does not add characters. */
function breakable(name: string): Content {
  return name.split(/(?<=[-_./:@])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));
}

/** A text of a policy. It can wrap after a colon or slash, and copying it does not add characters. */
export function code(text: string): Markup {
  const parts = text.split(/(?<=[:/])/);
  return html`<code>${parts.map((part, index) => (index === 0 ? part : html`<wbr />${part}`))}</code>`;
}

/** Texts of policies, one per line. After `most` lines, the rest is counted. */
export function codeList(texts: readonly string[], most?: number): Content {
  return markedList(
    texts.map((text) => ({ text, beside: undefined })),
    most,
  );
}

/** As {@link codeList}, with content after each text. */
export function markedList(
  items: readonly { readonly text: string; readonly beside: Content }[],
  most = Number.POSITIVE_INFINITY,
): Content {
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  const rest = items.length - shown.length;
  return html`<ul class="list">
    ${shown.map(({ text, beside }) => html`<li>${code(text)}${beside === undefined ? undefined : html` ${beside}`}</li>`)}${
      rest === 0 ? undefined : html`<li class="muted small">and ${rest} more</li>`
    }
  </ul>`;
}

/** Conditions, all of which must hold. */
export function conditionList(conditions: Conditions | undefined): Content {
  return conditionLines(conditions).map(
    (line, index) => html`<p class="if"><span class="word">${index === 0 ? "if" : "and"}</span> ${code(line)}</p>`,
  );
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly width?: string;
  /** Whether cells need no title on narrow screens, which show rows as cards. */
  readonly plain?: boolean;
}

/** A row: its cells in the order of the columns, and its values for the filters. */
export interface Row {
  readonly cells: readonly Content[];
  readonly data: Readonly<Partial<Record<"change" | "risk" | "who", string>>>;
}

/**
 * A table with a caption. ARIA roles are explicit, because narrow screens show rows as cards, and a table with another
 * `display` loses its implicit roles.
 *
 * @param header index of the column with the row headers
 */
export function table(
  caption: Content,
  columns: readonly Column[],
  header: number,
  rows: readonly Row[],
  kind = "cards fixed",
): Markup {
  return html`<table class="${kind}" role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          ({ title, width }) =>
            html`<th scope="col" role="columnheader" ${width === undefined ? undefined : html` class="${width}"`}>
              ${title}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(({ cells, data }) => {
        const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
        return html`<tr role="row" data-row${attributes}>
          ${cells.map((cell, index) => cellOf(cell, index === header, columns[index]))}
        </tr> `;
      })}
    </tbody>
  </table>`;
}

function cellOf(cell: Content, isHeader: boolean, column: Column | undefined): Markup {
  if (isHeader) return html`<th scope="row" role="rowheader">${cell}</th>`;
  const isEmpty = cell === undefined || (Array.isArray(cell) && cell.length === 0);
  const classes = [...(isEmpty ? ["empty"] : []), ...(column?.plain === true ? ["plain"] : [])].join(" ");
  const named = classes === "" ? undefined : html` class="${classes}"`;
  return html`<td role="cell" data-label="${column?.title}" ${named}>${cell}</td>`;
}

/** `1 row`, `2 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Which configuration was in effect, below the title of a page. */
export function configurationFact(configuration: string | undefined): Content {
  return configuration === undefined
    ? undefined
    : html`<dl class="compared">
        <div>
          <dt>Configuration</dt>
          <dd>${code(configuration)}</dd>
        </div>
      </dl>`;
}
