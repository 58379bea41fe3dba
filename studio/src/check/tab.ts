import { knownActions } from "../../../lib/catalog";
import {
  type Finding,
  type PolicyKind,
  type Severity,
  maxPolicyBytes,
  minimize,
  parse,
  policyKinds,
  type RulePack,
  rulePacks,
  split,
  utf8Length,
} from "../../../lib/policy";
import { validateByPack } from "../../../lib/policy/validate/built-in-findings";
import { el } from "../dom";
import { button } from "../parts/buttons";
import { codeBlock } from "../parts/code-block";
import type { Context, Tab } from "../parts/context";
import { fold, lazyFold } from "../parts/fold";
import { Form } from "../parts/form";
import { byteMeter } from "../parts/meter";
import { exampleButtons, panel } from "../parts/panel";
import { linkButton, selectIn } from "../parts/policy-text";
import { engine, facts, guarded } from "../parts/problems";
import { allowsPart } from "./allows";
import { examplePolicy } from "./example";
import { type Fix, type FixEffect, effectOf, fixOf, withSafeFixes } from "./fixes";
import { kindOf } from "./model";
import { PlacesInText } from "./places";

/** Checks one policy. */
export function checkTab(context: Context): Tab {
  const { store, language } = context;
  const { messages } = language;
  const form = new Form(context);
  const field = form.text({ name: "check.text", label: messages.policyText, lines: 22 });
  const area = field.querySelector("textarea") ?? el("textarea");
  /** What the last fix did, and the text before it. */
  let fixed: { readonly after: string; readonly before: string; readonly text: string } | undefined;
  const { tab, show, showEmpty } = panel(context, {
    lead: messages.checkLead,
    title: messages.findings,
    form: [
      el(
        "div",
        { class: "card" },
        field,
        exampleButtons(context, /^check\./, { "check.text": examplePolicy }),
        el(
          "div",
          { class: "fields" },
          form.choice("check.kind", messages.kind, [["", messages.kindAuto], ...kindChoices(context)]),
          form.choice("check.rules", messages.rules, [
            ["", messages.rulesRecommended],
            ["strict", messages.rulesStrict],
            ["syntax", messages.rulesSyntax],
          ]),
        ),
      ),
    ],
    sync: () => {
      form.sync();
    },
    update,
  });
  return tab;

  function write(text: string): void {
    store.set("check.text", text);
  }

  function update(): void {
    const text = store.get("check.text");
    if (text.trim() === "") {
      showEmpty(messages.emptyCheck);
      return;
    }
    const kind = kindOf(store.get("check.kind"), text);
    const facts = { knowledge: knownActions, now: new Date().toISOString() };
    const checked = (one: string): readonly Finding[] =>
      validateByPack(one, kind, packOf(store.get("check.rules")), facts).findings;
    const findings = checked(text);
    const check = (one: string): readonly Finding[] => (one === text ? findings : checked(one));
    const { typed } = parse(text, kind);
    const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
    const errors = count("error");
    const { maxBytes } = policyKinds[kind];
    show(
      [
        el("h2", {}, errors > 0 ? messages.refused(errors) : messages.accepted),
        el(
          "p",
          { class: "counts" },
          [messages.readAs(kindTitle(context, kind)), messages.acceptedWith(count("warning"), count("info"))]
            .filter((one) => one !== "")
            .join(" · "),
        ),
        maxBytes === undefined
          ? el("p", { class: "counts" }, messages.bytes(utf8Length(text)))
          : byteMeter(context, utf8Length(text), maxBytes),
      ],
      fixedNote(text),
      findingsPart(text, kind, findings, check),
      typed === undefined
        ? undefined
        : shownPart("allows", kind === "trust" ? messages.trusts : messages.allows, () =>
            allowsPart(context, text, kind),
          ),
      typed === undefined || typed.kind === "trust" ? undefined : shorterParts(text, kind, typed.policy),
    );
  }

  function fixedNote(text: string): HTMLElement | undefined {
    if (fixed?.after !== text) return undefined;
    const { before } = fixed;
    return el(
      "p",
      { class: "note with-button" },
      el("span", {}, fixed.text),
      button(
        messages.undo,
        () => {
          write(before);
        },
        { "data-key": "undo" },
      ),
    );
  }

  function apply(before: string, after: string, said: string): void {
    fixed = { before, after, text: said };
    context.say(said);
    write(after);
  }

  function findingsPart(
    text: string,
    kind: PolicyKind,
    findings: readonly Finding[],
    check: (text: string) => readonly Finding[],
  ): HTMLElement {
    if (findings.length === 0) return el("p", { class: "card good" }, messages.noFindings);
    const places = new PlacesInText(text);
    const until = Date.now() + longestTrial;
    const fixes = new Map<Finding, Fix | undefined>();
    for (const one of findings) {
      if (Date.now() < until) fixes.set(one, fixOf(text, one, { kind, check }));
    }
    const fixable = [...fixes.values()].filter((fix) => fix !== undefined).length;
    return el(
      "div",
      {},
      fixable < 2
        ? undefined
        : el(
            "div",
            { class: "note with-button" },
            el("span", {}, messages.fixable(fixable)),
            button(
              messages.fixAll,
              () => {
                const safe = withSafeFixes(text, { kind, check }, Date.now() + longestTrial * 5);
                if (safe.count === 0) context.say(messages.fixedNone);
                else apply(text, safe.text, messages.fixedSame(safe.count));
              },
              { class: "primary", "data-key": "fix all" },
            ),
          ),
      fixes.size < findings.length ? el("p", { class: "note" }, messages.notAllTried) : undefined,
      el(
        "ol",
        { class: "findings" },
        ...findings.map((finding, index) => findingItem(text, kind, places, finding, fixes.get(finding), index)),
      ),
    );
  }

  function findingItem(
    text: string,
    kind: PolicyKind,
    places: PlacesInText,
    finding: Finding,
    fix: Fix | undefined,
    index: number,
  ): HTMLElement {
    const { id, severity, path, title, found, allowed, explanation, fix: howTo, source } = finding;
    const place = places.placeOf(path) ?? (path === "" ? places.error : undefined);
    const at = place === undefined ? undefined : places.lineOf(place.offset);
    const badge = { error: "risk", warning: "looser", info: "neutral" }[severity];
    return el(
      "li",
      { class: `card finding ${severity}` },
      el(
        "p",
        { class: "finding-head" },
        el("span", { class: `badge ${badge}` }, messages[severity]),
        el("span", { class: "badge id" }, id),
        el("strong", { lang: "en" }, title),
      ),
      el(
        "p",
        {},
        el("code", {}, path === "" ? messages.wholeDocument : path),
        place === undefined || at === undefined
          ? undefined
          : [
              " ",
              linkButton(
                messages.line(at.line, at.column),
                `place ${index}`,
                () => {
                  selectIn(area, place);
                },
                `${messages.show}: ${messages.line(at.line, at.column)}`,
              ),
            ],
      ),
      facts([
        [messages.found, engine(found)],
        [messages.fix, engine(howTo)],
      ]),
      fix === undefined
        ? undefined
        : button(
            fixWords(fix),
            () => {
              apply(text, fix.text, messages.fixed[safeEffect(text, fix.text, kind)]);
            },
            { class: "primary", "data-key": `fix ${id} ${index}` },
          ),
      fold(
        `why ${id} ${path} ${index}`,
        messages.why,
        false,
        facts([
          [messages.allowed, engine(allowed)],
          [messages.why, engine(explanation)],
          [messages.source, sourceText(source)],
        ]),
      ),
    );
  }

  function fixWords({ kind, written }: Fix): string {
    const words = messages[kind];
    return typeof words === "string" ? words : words(written);
  }

  function safeEffect(before: string, after: string, kind: PolicyKind): FixEffect {
    const computed = guarded(context, () => effectOf(before, after, kind));
    return "result" in computed ? computed.result : "undecided";
  }

  function shorterParts(
    text: string,
    kind: PolicyKind,
    policy: Parameters<typeof minimize>[0],
  ): readonly HTMLElement[] {
    const limit = policyKinds[kind].maxBytes ?? maxPolicyBytes;
    return [
      shownPart("minimized", messages.minimized, () => {
        const { document, complete } = minimize(policy);
        const [before, after] = [utf8Length(text), document.byteLength];
        const json = document.toText();
        if (after >= before) return el("p", {}, complete ? messages.minimizedAlready : messages.minimizedIncomplete);
        const use = button(
          messages.useIt,
          () => {
            apply(text, json, messages.fixed[safeEffect(text, json, kind)]);
          },
          { "data-key": "use" },
        );
        return el(
          "div",
          {},
          el("p", {}, messages.minimizedSaves(before, after)),
          complete ? undefined : el("p", { class: "hint" }, messages.minimizedIncomplete),
          codeBlock(context, messages.minimized, json, use),
        );
      }),
      ...(kind === "identity"
        ? [
            shownPart("split", messages.splitTitle, () => {
              const parts = split(policy);
              if (parts.length === 1) return el("p", {}, messages.splitFits(policy.byteLength, limit));
              return el(
                "div",
                {},
                el("p", {}, messages.splitInto(parts.length)),
                ...parts.map(({ document }, index) =>
                  codeBlock(
                    context,
                    `${messages.policyNumber(index + 1)}, ${messages.bytes(document.byteLength)}`,
                    document.toText(),
                  ),
                ),
              );
            }),
          ]
        : []),
    ];
  }

  /** A part with a heading. It shows its own errors. */
  function shownPart(key: string, title: string, make: () => HTMLElement): HTMLElement {
    const content = (): HTMLElement => {
      const computed = guarded(context, make);
      return "result" in computed ? computed.result : computed.shown;
    };
    const shown = key === "allows" ? fold(key, title, true, content()) : lazyFold(key, title, content);
    shown.classList.add("card");
    return shown;
  }
}

/** Milliseconds in which fixes are tried out. Further findings are shown without fixes, and the page says so. */
const longestTrial = 400;

function kindChoices(context: Context): readonly (readonly [PolicyKind, string])[] {
  return (Object.keys(policyKinds) as PolicyKind[]).map((kind) => [kind, kindTitle(context, kind)] as const); // its own keys
}

function kindTitle({ language: { messages } }: Context, kind: PolicyKind): string {
  const titles: Readonly<Record<PolicyKind, string>> = {
    identity: messages.kindIdentity,
    trust: messages.kindTrust,
    control: messages.kindControl,
    session: messages.kindSession,
  };
  return titles[kind];
}

function sourceText(source: string): HTMLElement {
  const [address] = /https:\/\/[^\s)]+/.exec(source) ?? [];
  if (address === undefined) return engine(source);
  return el("span", { lang: "en" }, el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, source));
}

/** The rule pack from the address, in which anything can be written. */
function packOf(word: string): RulePack {
  const isPack = (one: string): one is RulePack => Object.hasOwn(rulePacks, one);
  return isPack(word) ? word : "recommended";
}
