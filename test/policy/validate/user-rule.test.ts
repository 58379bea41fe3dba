import {
  type Finding,
  type Rule,
  type ValidateOptions,
  acknowledgedText,
  formatProblem,
  rules,
  validate,
} from "cdktf-alicloud-agentrun/policy";
import { documentOf, ownRule, problemsThrownBy, statement, trustStatement, untyped } from "../support";

const noted = documentOf({ ...statement, Sid: "S" });

function found(options: ValidateOptions): readonly string[] {
  return validate(noted, "identity", options).findings.map(({ severity, id, path }) => `${severity} ${id} ${path}`);
}

const own = "warning ACME001 Statement[0]";
const sid = "warning RAM701 Statement[0].Sid";

it.each<readonly [string, ValidateOptions, readonly string[]]>([
  ["alone", { rules: [ownRule] }, [own]],
  ["beside a pack", { rules: ["recommended", ownRule] }, [own, sid]],
  ["beside an id", { rules: [ownRule, "RAM701"] }, [own, sid]],
  [
    "beside a rule of this library as an object",
    { rules: [...rules.filter(({ id }) => id === "RAM701"), ownRule] },
    [own, sid],
  ],
  [
    "a rule of this library by id and as an object, once",
    { rules: ["RAM701", ...rules.filter(({ id }) => id === "RAM701")] },
    [sid],
  ],
  ["of the kind asked for", { rules: [{ ...ownRule, kinds: ["identity"] }] }, [own]],
  ["of another kind", { rules: [{ ...ownRule, kinds: ["trust"] }] }, []],
  ["with another severity", { rules: [ownRule], severities: { ACME001: "error" } }, ["error ACME001 Statement[0]"]],
  ["switched off", { rules: [ownRule], severities: { ACME001: "off" } }, []],
  ["with the severity error", { rules: [{ ...ownRule, severity: "error" }] }, ["error ACME001 Statement[0]"]],
])("a rule of the user: %s", (_, options, expected) => {
  expect(found(options)).toEqual(expected);
});

it("looks at trust policies too, and says everything that a finding says", () => {
  const { findings } = validate(documentOf(trustStatement), "trust", { rules: [ownRule] });
  const { check, ...texts } = ownRule;
  expect(findings).toEqual([
    {
      ...texts,
      path: "Statement[0]",
      found: "it",
      fix: "remove it",
      subject: "sts:AssumeRole by Service fc.aliyuncs.com",
    },
  ]);
  expect(check).toBe(ownRule.check);
});

it("findings of the rule are acknowledged", () => {
  const [lone] = validate(noted, "identity", { rules: [ownRule] }).findings as [Finding]; // the rule reports once
  const acknowledgements = [{ id: "ACME001", found: acknowledgedText(lone), reason: "known" }];
  const { findings, acknowledged } = validate(noted, "identity", { rules: [ownRule], acknowledgements });
  expect([findings, acknowledged.map(({ reason }) => reason)]).toEqual([[], ["known"]]);
});

it.each<readonly [string, unknown, RegExp]>([
  [
    "an id of this library",
    { ...ownRule, id: "RAM701" },
    /^RAM792 rules\[0\]\.id: "RAM701"\. Allowed: .*reserved for this library/,
  ],
  ["an id that this library may give later", { ...ownRule, id: "ram999" }, /^RAM792 rules\[0\]\.id/],
  ["an id that is no text", { ...ownRule, id: 7 }, /^RAM792 rules\[0\]\.id: 7/],
  ["no id", { ...ownRule, id: undefined }, /^RAM792 rules\[0\]\.id: undefined/],
  ["an empty title", { ...ownRule, title: " " }, /^RAM792 rules\[0\]\.title: " "/],
  ["no source", { ...ownRule, source: undefined }, /^RAM792 rules\[0\]\.source/],
  [
    "a severity that is none",
    { ...ownRule, severity: "fatal" },
    /^RAM792 rules\[0\]\.severity: "fatal"\. Allowed: error/,
  ],
  ["kinds that do not exist", { ...ownRule, kinds: ["user"] }, /^RAM792 rules\[0\]\.kinds: \["user"\]/],
  ["no kinds", { ...ownRule, kinds: [] }, /^RAM792 rules\[0\]\.kinds: \[\]/],
  ["no check", { ...ownRule, check: "yes" }, /^RAM792 rules\[0\]\.check: "yes"/],
])("refuses a rule with %s", (_, rule, message) => {
  const problems = problemsThrownBy(() => validate(noted, "identity", { rules: [untyped(rule)] }));
  expect(problems.map(formatProblem)).toEqual([expect.stringMatching(message)]);
});

it("refuses two rules of one id", () => {
  const problems = problemsThrownBy(() => validate(noted, "identity", { rules: [ownRule, { ...ownRule }] }));
  expect(problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^RAM792 rules\[1\]\.id: a second rule "ACME001"/),
  ]);
});

const failing: readonly (readonly [string, () => unknown, RegExp])[] = [
  ["throws an error", () => ([] as readonly string[][])[0]!.length, /^the rule ACME001 threw TypeError: /],
  ["throws something else", throwText, /^the rule ACME001 threw "no"/],
  ["returns nothing", () => undefined, /^the rule ACME001 returned undefined/],
  ["returns a promise", () => Promise.resolve([]), /^the rule ACME001 returned/],
  ["reports a text", () => ["bad"], /^the rule ACME001 reported "bad"/],
  ["reports nothing", () => [undefined], /^the rule ACME001 reported undefined/],
  ["reports no place", () => [{ found: "it", fix: "that" }], /^the rule ACME001 reported \{/],
];

function throwText(): never {
  throw "no"; // eslint-disable-line @typescript-eslint/only-throw-error -- JavaScript may
}

it.each(failing)("a rule that %s is an error that nobody can acknowledge", (_, check, message) => {
  const rule: Rule = { ...ownRule, check: untyped(check) };
  const acknowledgements = [{ id: "RAM793", found: "it", reason: "flaky" }];
  const { findings } = validate(noted, "identity", { rules: ["RAM701", rule], acknowledgements });
  expect(findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual([
    "error RAM793",
    "warning RAM701",
    "error RAM790",
  ]);
  expect(findings[0]?.found).toMatch(message);
});
