import { assumptions } from "../compare/assumptions";
import {
  type ExistenceRow,
  type PermissionRow,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  type TrustRow,
  type TrustWitness,
  type UnknownPolicyRow,
  type UnknownRow,
  type Verdict,
  type Witness,
  riskMarks,
} from "../report/review-report";
import { contestedActions } from "../render/contested-actions";
import { isGain } from "../report/is-gain";
import { trustedText } from "../summary";
import { Folds, NameValues, chips, select } from "./filters";
import { type Content, type Markup, html } from "./markup";
import { page } from "./page";
import {
  type Column,
  type Row,
  badge,
  code,
  codeList,
  conditionList,
  markedList,
  named,
  plural,
  riskBadges,
  table,
} from "./parts";
import { isAnyResource } from "../../policy/patterns/resource-pattern";
import type { ComparedInput } from "../render/compared-inputs";
import { marksOf, riskiestFirst } from "../render/risky-actions";
import { everyResource } from "../render/wording";
import type { RenderOptions, Renderer } from "../renderer";

type PageOptions = Pick<RenderOptions, "inputs" | "toolVersion" | "configuration">;

/**
 * A review as a self-contained page.
 *
 * @param options what was compared, and by which version
 */
export function reviewHtml(report: ReviewReport, options: PageOptions = {}): string {
  const rows = [...report.rows, ...report.acknowledged.map(({ row }) => row)];
  const names = new NameValues(rows.map(nameOf));
  const { tone, says } = verdicts[report.verdict];
  return page({
    title: "Permission review",
    beside: html`<strong class="badge verdict ${tone}">${report.verdict}</strong>`,
    below: html`<p class="lead">${says}</p>
      <p class="facts">${factsOf(report)}</p>
      ${comparedFacts(options)} ${notCompared(report)}${assumed(report)}`,
    filters: [
      chips(
        "change",
        "Change",
        changeNames.flatMap((change) => {
          const count = rows.filter((row) => row.change === change).length;
          return count === 0 ? [] : [{ value: change, label: changes[change].title, count }];
        }),
      ),
      select("risk", "Risk", "all rows", riskChoices(rows.flatMap(risksOf))),
      select("who", "Principal", "all principals", names.choices()),
    ],
    content:
      rows.length === 0
        ? html`<p class="note">No permission, trust or principal differs.</p>`
        : sections(report, names),
  });
}

const verdicts: Readonly<Record<Verdict, { readonly tone: string; readonly says: string }>> = {
  unchanged: { tone: "less", says: "Everyone may do the same as before." },
  narrowed: { tone: "less", says: "Someone may do less than before. Nobody may do more." },
  changed: { tone: "", says: "Something changed. Nobody may do more or less than before." },
  "possibly broadened": {
    tone: "looser",
    says: "Someone may be able to do more than before. The rows marked with a question mark say what is not certain.",
  },
  broadened: { tone: "more", says: "Someone may do more than before." },
};

const changes = {
  gained: { title: "Gained", sign: "+", tone: "more" },
  loosened: { title: "Loosened", sign: "↗", tone: "looser" },
  added: { title: "Added", sign: "+", tone: "" },
  lost: { title: "Lost", sign: "−", tone: "less" },
  tightened: { title: "Tightened", sign: "↘", tone: "less" },
  removed: { title: "Removed", sign: "−", tone: "" },
} as const satisfies Readonly<Record<ReviewRow["change"], unknown>>;

const changeNames = Object.keys(changes) as (keyof typeof changes)[]; // keys of the literal above

function factsOf({ rows, unchanged, acknowledged }: ReviewReport): readonly Markup[] {
  const count = (change: string): number => rows.filter((row) => row.change === change).length;
  const risky = rows.filter((row) => risksOf(row).length > 0).length;
  const numbers: readonly (readonly [number, string])[] = [
    ...changeNames.map((change) => [count(change), changes[change].title.toLowerCase()] as const),
    [risky, "with risk marks"],
    [acknowledged.length, "acknowledged"],
    [unchanged.principals, unchanged.principals === 1 ? "principal unchanged" : "principals unchanged"],
    [unchanged.trusts, unchanged.trusts === 1 ? "trust unchanged" : "trusts unchanged"],
  ];
  return numbers.filter(([number]) => number > 0).map(([number, what]) => html`<span><b>${number}</b> ${what}</span> `);
}

/** The compared inputs, and the version and configuration of the review. */
function comparedFacts({ inputs, toolVersion, configuration }: PageOptions): Content {
  const rows: readonly (readonly [string, Content])[] = [
    ...(inputs === undefined
      ? []
      : ([
          ["Before", inputFacts(inputs.before)],
          ["After", inputFacts(inputs.after)],
        ] as const)),
    ...(configuration === undefined ? [] : ([["Configuration", code(configuration)]] as const)),
    ...(toolVersion === undefined ? [] : ([["By", html`<code>agentrun-ram ${toolVersion}</code>`]] as const)),
  ];
  if (rows.length === 0) return undefined;
  return html`<dl class="compared">
    ${rows.map(
      ([title, content]) =>
        html`<div>
          <dt>${title}</dt>
          <dd>${content}</dd>
        </div>`,
    )}
  </dl>`;
}

function inputFacts({ name, commit, isOfCommit }: ComparedInput): Content {
  if (commit === undefined) return code(name);
  const what = isOfCommit === true ? "commit" : "in a checkout of commit";
  return html`${code(name)} <span class="muted">${what}</span>
    <code title="${commit.id}">${commit.id.slice(0, 12)}</code> <span class="muted">of ${commit.date}</span>`;
}

function notCompared({ notCompared: things = [] }: ReviewReport): Content {
  if (things.length === 0) return undefined;
  return html`<p class="aside">
    Not compared, because only Terraform knows it before and after: ${things.join(", ")}.
  </p>`;
}

function assumed({ assumptions: names = [] }: ReviewReport): Content {
  const meanings: Readonly<Record<string, string>> = assumptions;
  if (names.length === 0) return undefined;
  return html`<p class="aside">
    Assumed, unless <code>--assume none</code>: ${names.map((name) => meanings[name] ?? name).join("; ")}.
  </p>`;
}

function riskChoices(found: readonly RiskMark[]): readonly { readonly value: string; readonly label: string }[] {
  if (found.length === 0) return [];
  const marks = (Object.keys(riskMarks) as RiskMark[]).filter((mark) => found.includes(mark)); // keys of the record
  return [
    { value: "any", label: "any risk" },
    ...marks.map((mark) => ({ value: mark, label: `${mark}: ${riskMarks[mark]}` })),
  ];
}

function risksOf(row: ReviewRow): readonly RiskMark[] {
  return "risks" in row ? row.risks : [];
}

/** The subject of a row, for the filter. */
function nameOf(row: ReviewRow): string {
  if (row.kind === "trust") return `role ${row.role}`;
  return row.kind === "existence" || row.kind === "unknown"
    ? `${row.what} ${row.name}`
    : `${row.principal.kind} ${row.principal.name}`;
}

const change: Column = { title: "Change", width: "w-change", plain: true };
const risk: Column = { title: "Risk", width: "w-risk" };

function sections({ rows, acknowledged }: ReviewReport, names: NameValues): readonly Content[] {
  const folds = new Folds();
  const who = { title: "Principal", width: "w-who" };
  const what = { title: "Actions", width: "w-what" };
  const of = <Kind extends ReviewRow["kind"]>(kind: Kind): readonly Extract<ReviewRow, { readonly kind: Kind }>[] =>
    rows.filter((row): row is Extract<ReviewRow, { readonly kind: Kind }> => row.kind === kind);
  const rowOf = (row: ReviewRow, ...rest: readonly Content[]): Row => ({
    cells: [changeCell(row), ...cellsOf(row, folds), ...rest],
    data: dataOf(row, names),
  });
  return [
    section(
      "Permissions",
      "what principals may do",
      [change, who, what, { title: "Resources and conditions" }, risk],
      of("permission").map((row) => rowOf(row)),
    ),
    section(
      "Policies that are not known",
      "what they grant is not known",
      [change, who, { title: "Policy", width: "w-what" }, { title: "Why" }, risk],
      of("unknown-policy").map((row) => rowOf(row)),
    ),
    section(
      "Other unknown values",
      "what they allow or deny is not known",
      [change, { title: "What", width: "w-what" }, { title: "Why" }, { title: "Stack", width: "w-who" }],
      of("unknown").map((row) => ({
        cells: [changeCell(row), named(row.what, row.name), row.why, row.stack],
        data: dataOf(row, names),
      })),
    ),
    section(
      "Trust",
      "who may assume a role",
      [
        change,
        { title: "Role", width: "w-who" },
        { title: "Assumed by", width: "w-what" },
        { title: "Conditions" },
        risk,
      ],
      of("trust").map((row) => rowOf(row)),
    ),
    section(
      "Principals and memberships",
      "who is there",
      [change, { title: "Name" }, { title: "Stack", width: "w-what" }],
      of("existence").map((row) => ({
        cells: [changeCell(row), named(row.what, row.name), row.stack],
        data: dataOf(row, names),
      })),
    ),
    section(
      "Acknowledged",
      "not counted for the verdict",
      [change, who, what, { title: "Details" }, risk, { title: "Reason", width: "w-reason" }],
      acknowledged.map(({ row, reason }) => rowOf(row, reason)),
    ),
  ];
}

function section(title: string, subtitle: string, columns: readonly Column[], rows: readonly Row[]): Content {
  if (rows.length === 0) return undefined;
  const caption = html`<h2>${title}</h2>
    ${subtitle}`;
  return html`<section data-group>
    <div class="panel">${table(caption, columns, 1, rows)}</div>
  </section> `;
}

function dataOf(row: ReviewRow, names: NameValues): Row["data"] {
  const risks = risksOf(row);
  return {
    change: row.change,
    who: names.valueOf(nameOf(row)),
    ...(risks.length === 0 ? {} : { risk: ["any", ...risks].join(" ") }),
  };
}

function changeCell(row: ReviewRow): Markup {
  const { title, sign, tone } = changes[row.change];
  const isOpen = row.kind === "unknown" || (row.kind === "unknown-policy" && isGain(row));
  const possible = isOpen || ("certainty" in row && row.certainty === "possible");
  return html`${badge(tone, `${sign} ${title}`)}${possible ? html`<div class="if">${badge("unknown", "? possibly")}</div>` : undefined}`;
}

/** The cells for who, what, where and risk. */
function cellsOf(row: ReviewRow, folds: Folds): readonly Content[] {
  switch (row.kind) {
    case "permission":
      return permissionCells(row, folds);
    case "unknown-policy":
      return unknownPolicyCells(row);
    case "trust":
      return trustCells(row);
    case "unknown":
      return unknownCells(row);
    case "existence":
      return existenceCells(row);
  }
}

function principalCell({ principal, stack, resourceGroup }: PermissionRow | UnknownPolicyRow): Markup {
  const where =
    resourceGroup === undefined
      ? undefined
      : html`<div class="small">in resource group <code>${resourceGroup}</code></div>`;
  return html`${named(principal.kind, principal.name)}${where}
    <div class="muted small">stack ${stack}</div>`;
}

const shownActions = 5;
const shownResources = 4;

function permissionCells(row: PermissionRow, folds: Folds): readonly Content[] {
  const except = row.actionElement === "NotAction" ? html`<span class="word">everything except</span>` : undefined;
  const elsewhere =
    row.resourceElement === "NotResource" ? html`<span class="word">everywhere except</span>` : undefined;
  const always = row.conditions === undefined ? undefined : conditionList(row.conditions);
  return [
    principalCell(row),
    html`${except}${actionList(row, row.actions, shownActions)}${folds.fold(foldLabel(row), permissionDetail(row))}`,
    html`${elsewhere}${resourceList(row, shownResources)}${always}`,
    riskBadges(row.risks.map((mark) => ({ mark }))),
  ];
}

/** Actions, those with a risk first and marked with it. */
function actionList(row: PermissionRow, actions: readonly string[], most?: number): Content {
  if (row.actionElement === "NotAction" && actions === row.actions) return codeList(actions, most);
  return markedList(
    riskiestFirst(row, actions).map((action) => ({
      text: action,
      beside: riskBadges(marksOf(row, action).map((mark) => ({ mark }))),
    })),
    most,
  );
}

/** Resources, with the meaning of `*`. */
function resourceList(row: PermissionRow, most?: number): Content {
  const { resources, resourceElement } = row;
  return markedList(
    resources.map((text) => ({
      text,
      beside:
        resourceElement === "Resource" && isAnyResource(text)
          ? badge(isGain(row) ? "looser" : "neutral", everyResource)
          : undefined,
    })),
    most,
  );
}

function foldLabel({ knownActions, futureActions, actions }: PermissionRow): string {
  if (!futureActions && knownActions.every((name) => actions.includes(name))) return "details";
  const known = plural(knownActions.length, "known action");
  return futureActions ? `${known}, and future ones` : known;
}

function permissionDetail(row: PermissionRow): Markup {
  const { actions, resources, knownActions, futureActions, policies, witness, why } = row;
  return html`<dl>
    ${
      why === undefined
        ? undefined
        : html`<dt>Why it is not certain</dt>
            <dd>${why}</dd>`
    }
    ${contestedActions(row).map(
      ({ actions: contested, about }) =>
        html`<dt>Contested: the vendor's pages contradict each other</dt>
          <dd>${codeList(contested)} ${about}</dd>`,
    )}
    ${
      actions.length > shownActions + 1
        ? html`<dt>Actions as written</dt>
            <dd>${actionList(row, actions)}</dd>`
        : undefined
    }
    ${
      resources.length > shownResources + 1
        ? html`<dt>Resources as written</dt>
            <dd>${resourceList(row)}</dd>`
        : undefined
    }
    <dt>Known actions${futureActions ? " (actions that do not exist yet are included too)" : ""}</dt>
    <dd class="columns">${knownActions.length === 0 ? "none in the catalog" : actionList(row, knownActions)}</dd>
    ${
      policies.length === 0
        ? undefined
        : html`<dt>${policies.length === 1 ? "Policy" : "Policies"}</dt>
            <dd>${codeList(policies)}</dd>`
    }
    ${
      witness === undefined
        ? undefined
        : html`<dt>For example</dt>
            <dd>${codeList([witness.action, witness.resource, ...contextTexts(witness)])}</dd>`
    }
  </dl>`;
}

function contextTexts({ context }: Witness | TrustWitness): readonly string[] {
  return Object.entries(context).map(
    ([key, value]) => `${key} = ${value === null ? "(absent)" : [value].flat().join(", ")}`,
  );
}

function unknownPolicyCells(row: UnknownPolicyRow): readonly Content[] {
  const type = row.policyType === "System" ? "system policy" : "policy";
  const turn = row.detached === true ? html`<div class="small">detached</div>` : undefined;
  return [
    principalCell(row),
    html`<span class="kind">${type}</span> ${code(row.policy)}${turn}`,
    html`<div class="text">${row.why}</div>`,
    undefined,
  ];
}

function trustCells({ role, stack, trusted, conditions, why, risks, witness }: TrustRow): readonly Content[] {
  const example = witness === undefined ? [] : [witness.principal, ...contextTexts(witness)];
  const saysMore = example.length > 1 || (example.length === 1 && example[0] !== trusted.name);
  return [
    html`${named("role", role)}
      <div class="muted small">stack ${stack}</div>`,
    html`${code(trustedText(trusted))}${why === undefined ? undefined : html`<p class="if">${why}</p>`}${
      saysMore ? html`<div class="small">e.g. ${codeList(example)}</div>` : undefined
    }`,
    conditionList(conditions),
    riskBadges(risks.map((mark) => ({ mark }))),
  ];
}

function unknownCells({ what, name, stack, why }: UnknownRow): readonly Content[] {
  return [
    html`${named(what, name)}
      <div class="muted small">stack ${stack}</div>`,
    why,
    undefined,
    undefined,
  ];
}

function existenceCells({ what, name, stack }: ExistenceRow): readonly Content[] {
  return [
    html`${named(what, name)}
      <div class="muted small">stack ${stack}</div>`,
    undefined,
    undefined,
    undefined,
  ];
}

export const reviewPage = {
  name: "html",
  kind: "review",
  mediaType: "text/html",
  render: (subject, options) => reviewHtml(subject, options),
} as const satisfies Renderer<"html", ReviewReport>;
