import { type AccessClass, accessClassOf, accessClasses, catalogAction } from "../../catalog";
import { caseInWords } from "../../grants/open-conditions";
import { type RiskMark, riskMarks } from "../report/review-report";
import {
  type AccessMark,
  type AllowedAction,
  type AttachedPolicy,
  type ClassAccess,
  type FeatureAccess,
  type PrincipalAccess,
  type ScopeAccess,
  type ServiceAccess,
  type StackAccess,
  type StatementAccess,
  type SummaryReport,
  type TrustedPrincipal,
  type UnattachedPolicy,
  extentText,
  howHeld,
  trustedText,
} from "../summary";
import { accessGraph } from "../graph/access-graph";
import { inlineSvg } from "../graph/svg";
import { stackBase } from "../compare/aligned-models";
import { Folds, NameValues, chips, hasRows, openFold, select } from "./filters";
import { type Content, type Markup, html } from "./markup";
import { page } from "./page";
import {
  type Row,
  badge,
  code,
  codeList,
  conditionList,
  configurationFact,
  markedList,
  named,
  plural,
  riskBadges,
  table,
} from "./parts";
import type { RenderOptions, Renderer } from "../renderer";

/** A summary as a self-contained page. */
export function summaryHtml(
  report: SummaryReport,
  { configuration, accountId, layout }: Pick<RenderOptions, "configuration" | "accountId" | "layout"> = {},
): string {
  const principals = report.stacks.flatMap((stack) => stack.principals);
  const names = new NameValues(principals.map(nameOf));
  const pictureOf = (stack: StackAccess): Content => {
    const graph = layout === undefined ? undefined : accessGraph(stack, accountId);
    return layout === undefined || graph === undefined ? undefined : inlineSvg(graph, layout);
  };
  const view = new SummaryView(names, pictureOf);
  const sections = report.stacks.map((stack, index) => ({ stack, content: view.stack(stack, index) }));
  return page({
    title: "Who can do what",
    beside: undefined,
    below: html`<p class="facts">
        ${factsOf(report)}${accountId === undefined ? undefined : html`<span>in account ${code(accountId)}</span>`}
      </p>
      ${configurationFact(configuration)} ${legend}`,
    filters: [
      chips("change", "Use", view.uses()),
      select("risk", "Risk", "all rows", riskChoices(principals)),
      select("who", "Principal", "all principals", names.choices()),
    ],
    content:
      sections.length === 0
        ? html`<p class="note">Nothing was read.</p>`
        : [contents(report.stacks), ...sections.map(({ content }) => content)],
  });
}

function factsOf({ stacks }: SummaryReport): readonly Markup[] {
  // A second provider of a stack has its own part of the page.
  const names = new Set(stacks.map(({ stack }) => stackBase(stack)));
  const count = (kind: string): number =>
    stacks.flatMap(({ principals }) => principals).filter(({ principal }) => principal.kind === kind).length;
  const numbers: readonly (readonly [count: number, one: string, many: string])[] = [
    [names.size, "stack", "stacks"],
    ...(stacks.length > names.size
      ? ([[stacks.length - names.size, "further provider of a stack", "further providers of stacks"]] as const)
      : []),
    [count("user"), "user", "users"],
    [count("group"), "group", "groups"],
    [count("role"), "role", "roles"],
    [stacks.flatMap((stack) => stack.serviceLinkedRoles).length, "service-linked role", "service-linked roles"],
    [stacks.flatMap((stack) => stack.unattached).length, "policy attached to nobody", "policies attached to nobody"],
  ];
  return numbers.map(([number, one, many]) => html`<span><b>${number}</b> ${number === 1 ? one : many}</span> `);
}

/** Ids of the parts of a page. */
const ids = {
  stack: (stack: number): string => `stack-${stack + 1}`,
  principal: (stack: number, principal: number): string => `principal-${stack + 1}-${principal + 1}`,
};

/** A stack with more principals than this is not kept in one column of the contents. */
const mostTogether = 20;

/** Links to stacks and principals, with the number of rows that the filters show. */
function contents(stacks: readonly StackAccess[]): Content {
  const principals = stacks.reduce((sum, stack) => sum + stack.principals.length, 0);
  if (principals + stacks.length < 4) return undefined;
  return html`<nav class="panel contents" aria-label="Contents">
    <h2>Contents</h2>
    <button type="button" class="more-button" aria-controls="contents" aria-expanded="true" data-open hidden>
      ${plural(principals, "principal")}
    </button>
    <button type="button" class="more-button" data-fold-all="true" hidden>Fold all stacks</button>
    <button type="button" class="more-button" data-fold-all="false" hidden>Unfold all</button>
    <ul class="fold-body" id="contents">
      ${stacks.map(
        ({ stack, principals: own }, index) =>
          html`<li class="stack-entry${own.length > mostTogether ? " long" : ""}" data-entry-of="${ids.stack(index)}">
            <a href="#${ids.stack(index)}">${stack}</a>
            <span class="muted small" data-count-of="${ids.stack(index)}"></span>
            <ul class="small">
              ${own.map(
                ({ principal: { kind, name } }, position) =>
                  html`<li data-entry-of="${ids.principal(index, position)}">
                    <a href="#${ids.principal(index, position)}">${named(kind, name)}</a>
                  </li>`,
              )}
            </ul>
          </li>`,
      )}
    </ul>
  </nav>`;
}

/** What the cells of the matrix mean. */
const legend = html`<p class="facts small">
  <span>${badge("all", "all")} every known action</span> <span>${badge("some", "2 of 5")} some of them</span>
  <span>${badge("looser", "2 of 5 if")} under conditions only</span> <span>– none</span>
  <span>an empty cell: the feature has no such actions</span>
</p>`;

function riskChoices(
  principals: readonly PrincipalAccess[],
): readonly { readonly value: string; readonly label: string }[] {
  const found = new Set<RiskMark>(marksOf(principals).map(({ mark }) => mark));
  if (found.size === 0) return [];
  const marks = (Object.keys(riskMarks) as RiskMark[]).filter((mark) => found.has(mark)); // keys of the record
  return [
    { value: "any", label: "any risk" },
    ...marks.map((mark) => ({ value: mark, label: `${mark}: ${riskMarks[mark]}` })),
  ];
}

function marksOf(principals: readonly PrincipalAccess[]): readonly AccessMark[] {
  return principals.flatMap(({ scopes }) => scopes.flatMap(({ marks }) => marks));
}

function nameOf({ principal }: PrincipalAccess): string {
  return `${principal.kind} ${principal.name}`;
}

/** Makes the parts of the page, and counts rows by access class. */
class SummaryView {
  private readonly folds = new Folds();
  private readonly counts = new Map<AccessClass, number>();

  public constructor(
    private readonly names: NameValues,
    private readonly pictureOf: (stack: StackAccess) => Content,
  ) {}

  /** The access classes that rows have, with the number of rows. Complete once all stacks are rendered. */
  public uses(): readonly { readonly value: string; readonly label: string; readonly count: number }[] {
    return accessClasses.flatMap((use) => {
      const count = this.counts.get(use) ?? 0;
      return count === 0 ? [] : [{ value: use, label: use, count }];
    });
  }

  public stack(whole: StackAccess, index: number): Markup {
    const { stack, principals, serviceLinkedRoles, unattached } = whole;
    const idOf = (position: number): string => ids.principal(index, position);
    const id = ids.stack(index);
    const { button, body } = openFold(
      `${id}-rows`,
      stack,
      html`${principals.length === 0 ? undefined : html`<div class="panel" data-group>${this.overview(stack, principals, idOf)}</div>`}
      ${this.picture(whole)} ${principals.map((access, position) => this.principal(access, idOf(position)))}
      ${serviceLinkedRoles.length === 0 ? undefined : html`<div class="panel principal" data-group>${this.serviceLinked(serviceLinkedRoles)}</div>`}
      ${unattached.length === 0 ? undefined : html`<div class="panel principal" data-group>${this.unattached(unattached)}</div>`}`,
    );
    return html`<section class="stack" id="${id}" data-group>
      <div class="stack-head">
        <h2>${stack}</h2>
        ${button}
      </div>
      ${body}
    </section> `;
  }

  private picture(stack: StackAccess): Content {
    const picture = this.pictureOf(stack);
    return picture === undefined
      ? undefined
      : html`<figure class="panel picture">
          <figcaption>
            <b>Who reaches what</b>: from principals to policies and features; red leads to more permissions, dashed is
            not certain
          </figcaption>
          <div class="scroll" tabindex="0" role="group" aria-label="Picture of ${stack.stack}">${picture}</div>
        </figure>`;
  }

  private overview(stack: string, principals: readonly PrincipalAccess[], idOf: (position: number) => string): Markup {
    const columns = [
      { title: "Principal" },
      ...accessClasses.map((use) => ({ title: `May ${use}` })),
      { title: "Unknown" },
      { title: "Risk" },
    ];
    const rows = principals.map((access, position): Row => {
      const features = access.scopes.flatMap((scope) => scope.features);
      return {
        cells: [
          html`<a href="#${idOf(position)}">${named(access.principal.kind, access.principal.name)}</a>`,
          ...accessClasses.map((use) => reach(features, use)),
          unknownsOf(access),
          riskBadges(marksAcross(access)),
        ],
        data: {
          ...this.data(
            access,
            marksAcross(access).map(({ mark }) => mark),
            usesOf(features),
          ),
        },
      };
    });
    return table(
      html`<b>Overview</b> of ${stack}: features of which a principal may use anything`,
      columns,
      0,
      rows,
      "cards fixed tight",
    );
  }

  private principal(access: PrincipalAccess, id: string): Markup {
    const { principal, exists, groups, unknownGroups, members, trust, scopes } = access;
    const label = nameOf(access);
    const content = html`${scopes.map((scope) => this.scope(access, scope))}`;
    const fold = hasRows(content) ? openFold(`${id}-rows`, label, content) : undefined;
    return html`<article class="panel principal" id="${id}" data-group data-of="${label}" aria-labelledby="${id}-name">
      <div class="head">
        <h3 id="${id}-name">${named(principal.kind, principal.name)}${riskBadges(marksAcross(access))}</h3>
        ${fold?.button}
        <ul class="small">
          ${exists ? undefined : html`<li class="muted">not created here, only attached to</li>`}
          ${groups.length === 0 ? undefined : html`<li><span class="word">in</span> ${groups.join(", ")}</li>`}
          ${members.length === 0 ? undefined : html`<li><span class="word">members</span> ${members.join(", ")}</li>`}
          ${unknownGroups.map((group) => html`<li>${badge("unknown", "unknown")} what group <b>${group}</b> grants</li>`)}
          ${trust === "unknown" ? html`<li>${badge("unknown", "unknown")} who may assume it</li>` : (trust ?? []).map(trustItem)}
        </ul>
      </div>
      ${scopes.length === 0 ? html`<p class="quiet">No policies.</p>` : (fold?.body ?? content)}
    </article> `;
  }

  private scope(access: PrincipalAccess, scope: ScopeAccess): Markup {
    const { resourceGroup, policies, features, services } = scope;
    const where = resourceGroup === undefined ? "the whole account" : `resource group ${resourceGroup}`;
    const title = html`<p class="scope">
      ${resourceGroup === undefined ? "In the whole account" : html`In resource group <code>${resourceGroup}</code>`}
    </p>`;
    const needsTitle = access.scopes.length > 1 || resourceGroup !== undefined;
    const label = nameOf(access);
    const left = [
      features.length === 0
        ? undefined
        : this.matrix(access, features, html`<b>Features</b> that ${label} may use in ${where}`),
      services.length === 0 ? undefined : this.services(access, services, html`<b>Other services</b> in ${where}`),
    ];
    const nothing =
      features.length + services.length === 0
        ? html`<p class="quiet">
            No known action is allowed${policies.some(isDoubtful) ? ", but unknown policies may allow some" : ""}.
          </p>`
        : undefined;
    return html`<div class="block" data-group>
      ${needsTitle ? title : undefined}
      <ul class="quiet small">
        ${policies.map(policyItem)}
      </ul>
      <div class="split">
        <div>${left}${nothing}</div>
        <div>${policies.map((policy) => this.statements(access, scope, policy))}</div>
      </div>
    </div>`;
  }

  private matrix(access: PrincipalAccess, features: readonly FeatureAccess[], caption: Content): Markup {
    const columns = [{ title: "Feature" }, ...accessClasses.map((use) => ({ title: use, width: "w-use" }))];
    const rows = features.map((one): Row => ({
      cells: [one.title, ...accessClasses.map((use) => extentCell(one.classes[use]))],
      data: this.data(access, [], usesOf([one])),
    }));
    return html`<div class="block" data-group>${table(caption, columns, 0, rows, "matrix fixed")}</div>`;
  }

  private services(access: PrincipalAccess, services: readonly ServiceAccess[], caption: Content): Markup {
    const rows = services.map(({ code, title, actions }): Row => ({
      cells: [
        html`<code>${code}</code>${title === code ? undefined : html` <span class="muted">${title}</span>`}`,
        this.actions(actions),
      ],
      data: this.data(access, [], usesOfActions(actions)),
    }));
    return html`<div class="block" data-group>
      ${table(caption, [{ title: "RAM code" }, { title: "Actions" }], 0, rows)}
    </div>`;
  }

  /** The statements of a policy. */
  private statements(access: PrincipalAccess, { statements, marks }: ScopeAccess, policy: AttachedPolicy): Content {
    const own = statements.filter((statement) => statement.policy === policy.name);
    if (own.length === 0) return undefined;
    const type = policy.type === "System" ? "system policy" : "policy";
    const caption = html`<b>Statements</b> of ${type} ${named("", policy.name)}`;
    const columns = [
      { title: "Effect", width: "w-effect", plain: true },
      { title: "Actions" },
      { title: "Resources and conditions" },
    ];
    const rows = own.map((statement): Row => {
      const found = marks.filter(({ actions }) => isAbout(statement, actions)).map(({ mark }) => mark);
      return {
        cells: [
          html`${badge(statement.effect === "Allow" ? "some" : "less", statement.effect)}`,
          html`${statement.actionElement === "NotAction" ? html`<span class="word">everything except</span>` : undefined}${codeList(statement.actions, 6)}${this.fold(statement)}${found.length === 0 ? undefined : html`<div class="if">${riskBadges(found.map((mark) => ({ mark })))}</div>`}`,
          html`${statement.resourceElement === "NotResource" ? html`<span class="word">everywhere except</span>` : undefined}${resourceList(statement)}${conditionList(statement.conditions)}${whereText(statement.where)}`,
        ],
        data: this.data(access, found, usesOfActions(statement.allowed)),
      };
    });
    return html`<div data-group>${table(caption, columns, 1, rows)}</div>`;
  }

  private fold(statement: StatementAccess): Content {
    const { effect, allowed, actions } = statement;
    if (effect === "Deny")
      return actions.length > 7 ? this.folds.fold("as written", html`${codeList(actions)}`) : undefined;
    if (allowed.length === 0) return html`<p class="muted small if">It allows no known action.</p>`;
    const certain = allowed.filter(({ access }) => access === "allowed").map(({ name }) => name);
    const open = allowed.filter(({ access }) => access === "conditional");
    const conditional = open.filter(({ contested }) => contested !== true).map(({ name }) => name);
    const contested = open.filter((action) => action.contested === true).map(({ name }) => name);
    return this.folds.fold(
      `allows ${plural(allowed.length, "known action")}`,
      html`<dl>
        ${
          actions.length > 7
            ? html`<dt>Actions as written</dt>
                <dd>${codeList(actions)}</dd>`
            : undefined
        }
        ${
          certain.length === 0
            ? undefined
            : html`<dt>Allowed</dt>
                <dd class="columns">${codeList(certain)}</dd>`
        }
        ${
          conditional.length === 0
            ? undefined
            : html`<dt>Allowed under conditions, or on unknown resources</dt>
                <dd class="columns">${codeList(conditional)}</dd>`
        }
        ${
          contested.length === 0
            ? undefined
            : html`<dt>Contested: the vendor's pages contradict each other about the resources</dt>
                <dd class="columns">${codeList(contested)}</dd>`
        }
      </dl>`,
    );
  }

  private actions(actions: readonly AllowedAction[]): Content {
    const texts = actions.map(({ name, access }) => (access === "allowed" ? name : `${name} (if)`));
    if (texts.length <= 4) return codeList(texts);
    return this.folds.fold(plural(texts.length, "action"), html`${codeList(texts)}`);
  }

  private serviceLinked(services: readonly string[]): Markup {
    const rows = services.map((service): Row => ({ cells: [html`<code>${service}</code>`], data: {} }));
    return table(
      html`<b>Service-linked roles</b>: services that act in the account with a role of their own`,
      [{ title: "Service" }],
      0,
      rows,
    );
  }

  private unattached(policies: readonly UnattachedPolicy[]): Markup {
    const rows = policies.map(({ name, type, statements }): Row => {
      const shown = (statements ?? []).map(
        ({ effect, actionElement, actions, resources, resourceElement, where }) =>
          html`<li>
            ${badge(effect === "Allow" ? "some" : "less", effect)}
            ${actionElement === "NotAction" ? "everything except " : ""}<code>${actions.join(", ")}</code>
            <span class="word">on</span>
            ${resourceElement === "NotResource" ? "everything except " : ""}<code>${resources.join(", ")}</code>${whereText(where)}
          </li>`,
      );
      return {
        cells: [
          named(type === "System" ? "system policy" : "policy", name),
          statements === undefined
            ? badge("unknown", "document not known")
            : html`<ul class="list">
                ${shown}
              </ul>`,
        ],
        data: {},
      };
    });
    return table(
      html`<b>Policies attached to nobody</b>: without an attachment they grant nothing`,
      [{ title: "Policy" }, { title: "Statements" }],
      0,
      rows,
    );
  }

  /** The values of a row for the filters. */
  private data(access: PrincipalAccess, marks: readonly RiskMark[], uses: readonly AccessClass[]): Row["data"] {
    for (const use of uses) this.counts.set(use, (this.counts.get(use) ?? 0) + 1);
    return {
      who: this.names.valueOf(nameOf(access)),
      ...(uses.length === 0 ? {} : { change: uses.join(" ") }),
      ...(marks.length === 0 ? {} : { risk: ["any", ...new Set(marks)].join(" ") }),
    };
  }
}

function policyItem(policy: AttachedPolicy): Markup {
  const [mark, why] = doubtOf(policy);
  const type = policy.type === "System" ? "system policy" : "policy";
  const how = howHeld(policy);
  return html`<li>
    ${mark === undefined ? undefined : html`${badge("unknown", mark)} `}${type}
    <b>${policy.name}</b>${how === "" ? undefined : ` ${how}`}${why}
  </li>`;
}

function isDoubtful(policy: AttachedPolicy): boolean {
  return doubtOf(policy).length > 0;
}

/** A mark and an explanation if it is not certain what a policy grants. */
function doubtOf({ known, unconfirmed, dependsOn }: AttachedPolicy): readonly [mark?: string, why?: string] {
  if (!known) return ["unknown", ": the input does not have its document"];
  if (dependsOn !== undefined) return ["depends", `: which document it has depends on ${dependsOn.join(" and ")}`];
  return unconfirmed === undefined ? [] : ["unconfirmed", `: ${unconfirmed}`];
}

function trustItem(trusted: TrustedPrincipal): Markup {
  const may = trusted.effect === "Allow" ? "may be assumed by" : "may not be assumed by";
  return html`<li>
    <span class="word">${may}</span>
    ${code(trustedText(trusted))}${conditionList(trusted.conditions)}${whereText(trusted.where)}
  </li>`;
}

/** The outcomes of conditions under which a part belongs to a document. */
function whereText(where: StatementAccess["where"]): Content {
  return where === undefined ? undefined : html`<div class="if">where ${caseInWords(where)}</div>`;
}

function resourceList({ resourceElement, resources }: StatementAccess): Content {
  const isEverything = (text: string): boolean => resourceElement === "Resource" && text === "*";
  return markedList(
    resources.map((text) => ({ text, beside: isEverything(text) ? badge("neutral", "every resource") : undefined })),
  );
}

function marksAcross({ scopes }: PrincipalAccess): readonly { readonly mark: RiskMark; readonly note?: string }[] {
  const marks = scopes.flatMap((scope) => scope.marks);
  return [...new Set(marks.map(({ mark }) => mark))].map((mark) => {
    const certain = marks.some((one) => one.mark === mark && one.access === "allowed");
    return certain ? { mark } : { mark, note: " (if)" };
  });
}

/** Whether this statement is the reason for a mark of the scope. */
function isAbout({ effect, actions, allowed }: StatementAccess, marked: readonly string[]): boolean {
  return effect === "Allow" && [...actions, ...allowed.map(({ name }) => name)].some((name) => marked.includes(name));
}

function unknownsOf({ scopes, unknownGroups, trust }: PrincipalAccess): Content {
  const policies = scopes.flatMap((scope) => scope.policies).filter(isDoubtful).length;
  const texts = [
    ...(policies > 0 ? [plural(policies, "policy", "policies")] : []),
    ...(unknownGroups.length > 0 ? [plural(unknownGroups.length, "group")] : []),
    ...(trust === "unknown" ? ["trust"] : []),
  ];
  return texts.length === 0
    ? undefined
    : html`<div class="badges">${texts.map((text) => badge("unknown", text))}</div>`;
}

function reach(features: readonly FeatureAccess[], use: AccessClass): Markup {
  const reached = new Set(
    features.filter(({ classes }) => (classes[use]?.extent ?? "none") !== "none").map((one) => one.feature),
  );
  return reached.size === 0 ? html`<span class="none">–</span>` : html`${plural(reached.size, "feature")}`;
}

function extentCell(access: ClassAccess | undefined): Markup {
  if (access === undefined) return html`<span class="none" title="no actions of this kind">&nbsp;</span>`;
  if (access.extent === "none") return html`<span class="none">–</span>`;
  const tone = access.extent === "conditional" ? "looser" : access.extent;
  return badge(
    tone,
    extentText(access),
    `${access.allowed} allowed, ${access.conditional} under conditions, of ${plural(access.total, "known action")}`,
  );
}

function usesOf(features: readonly FeatureAccess[]): readonly AccessClass[] {
  return accessClasses.filter((use) => features.some(({ classes }) => (classes[use]?.extent ?? "none") !== "none"));
}

function usesOfActions(actions: readonly AllowedAction[]): readonly AccessClass[] {
  const found = new Set(actions.flatMap(({ name }) => catalogAction(name) ?? []).map(accessClassOf));
  return accessClasses.filter((use) => found.has(use));
}

export const summaryPage = {
  name: "html",
  kind: "summary",
  mediaType: "text/html",
  render: (subject, options) => summaryHtml(subject, options),
} as const satisfies Renderer<"html", SummaryReport>;
