import { accessClasses } from "../../../lib/catalog";
import { policyKinds, type PolicyKind } from "../../../lib/policy";
import { summarize } from "../../../lib/review/summary";
import type {
  AccessMark,
  ClassAccess,
  ScopeAccess,
  TrustedPrincipal,
} from "../../../lib/review/summary/summary-report";
import { el } from "../dom";
import { featureTitle } from "../language";
import { conditionText } from "../parts/condition-text";
import type { Context } from "../parts/context";
import { engine } from "../parts/problems";
import { modelOf } from "./model";

/** What a policy allows, by feature and service, or whom a trust policy trusts. */
export function allowsPart(context: Context, text: string, kind: PolicyKind): HTMLElement {
  const { messages } = context.language;
  if (kind === "control" || kind === "session") {
    return el("p", { class: "note" }, kind === "control" ? messages.controlAllows : messages.sessionAllows);
  }
  const [stack] = summarize([modelOf(text, kind)]).stacks;
  if (kind === "trust") return trustPart(context, stack?.principals[0]?.trust);
  const access = stack?.unattached[0]?.access;
  if (access === undefined) throw new Error(`${policyKinds[kind].title} that grants are not known of`);
  return accessPart(context, access);
}

function accessPart(context: Context, { features, services, marks }: ScopeAccess): HTMLElement {
  const { language } = context;
  const { messages } = language;
  if (features.length === 0 && services.length === 0) return el("p", { class: "note" }, messages.allowsNothing);
  return el(
    "div",
    {},
    marks.length === 0 ? undefined : el("ul", { class: "marks" }, ...marks.map((mark) => markItem(context, mark))),
    el("p", { class: "hint" }, messages.allowsHint),
    features.length === 0
      ? undefined
      : el(
          "table",
          { class: "matrix" },
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              el("th", { scope: "col" }, messages.feature),
              ...accessClasses.map((use) => el("th", { scope: "col" }, messages[use])),
            ),
          ),
          el(
            "tbody",
            {},
            ...features.map(({ feature, classes }) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, featureTitle(language, feature)),
                ...accessClasses.map((use) => el("td", {}, extent(context, classes[use]))),
              ),
            ),
          ),
        ),
    services.length === 0
      ? undefined
      : el(
          "div",
          { class: "services" },
          el("h3", {}, messages.otherActions),
          ...services.map(({ code, title, actions }) =>
            el(
              "div",
              {},
              el("p", { class: "service" }, engine(title), " ", el("code", {}, code)),
              el(
                "ul",
                { class: "names" },
                ...actions.map(({ name, access }) =>
                  el(
                    "li",
                    {},
                    el("code", {}, name),
                    access === "conditional" ? ` (${messages.conditionalAction})` : undefined,
                  ),
                ),
              ),
            ),
          ),
        ),
  );
}

function extent({ language: { messages } }: Context, access: ClassAccess | undefined): HTMLElement | string {
  if (access === undefined || access.extent === "none") return "–";
  const { allowed, conditional, total } = access;
  if (access.extent === "all") return el("span", { class: "badge all" }, messages.extentAll);
  if (access.extent === "some") return el("span", { class: "badge some" }, messages.extentSome(allowed, total));
  return el("span", { class: "badge unknown" }, messages.extentConditional(conditional, total));
}

function markItem({ language: { messages } }: Context, { mark, access, actions }: AccessMark): HTMLElement {
  return el(
    "li",
    {},
    el("span", { class: "badge risk" }, messages.marks[mark]),
    access === "conditional" ? ` (${messages.conditionalAction}) ` : " ",
    ...actions.slice(0, 6).flatMap((action, index) => [index === 0 ? "" : ", ", el("code", {}, action)]),
    actions.length > 6 ? `, ${messages.more(actions.length - 6)}` : undefined,
  );
}

function trustPart(
  { language: { messages } }: Context,
  trust: readonly TrustedPrincipal[] | "unknown" | undefined,
): HTMLElement {
  if (trust === undefined || trust === "unknown" || trust.length === 0) {
    return el("p", { class: "note" }, messages.trustsNobody);
  }
  const kinds = {
    RAM: messages.principalRAM,
    Service: messages.principalService,
    Federated: messages.principalFederated,
  } as const;
  return el(
    "ul",
    { class: "rows" },
    ...trust.map(({ effect, kind, name, conditions }) =>
      el(
        "li",
        {},
        el(
          "span",
          { class: `badge ${effect === "Allow" ? "all" : "more"}` },
          effect === "Allow" ? messages.may : messages.mayNot,
        ),
        ` ${kinds[kind]} `,
        el("code", {}, name),
        conditions === undefined
          ? undefined
          : el("p", {}, `${messages.ifConditions} `, conditionText(conditions, messages)),
      ),
    ),
  );
}
