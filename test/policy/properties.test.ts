import {
  Arn,
  type Conditions,
  PolicyDocument,
  PolicyError,
  PolicyStatement,
  type StatementProps,
  TrustPolicy,
  conditionOperators,
  isCompoundToken,
  policyProblemIds,
  splitTokens,
  utf8Length,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { account, fieldsOf } from "./support";

const runs = { seed: 20261124, numRuns: 300 } as const;

const oddKeys = ["__proto__", "constructor", "toString", "0", "acs:SourceIp", "acs:ResourceTag/team"];
const token = fc.integer({ min: 0, max: 99 }).map((number) => `\${TfToken[a:b.TOKEN.${number}]}`);
const anyText = fc.string({ unit: "grapheme" }).filter((text) => !isCompoundToken(text));
const text = fc.oneof(
  anyText,
  fc.tuple(anyText, token, anyText).map((parts) => parts.join("")),
);

function oneOrMany<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 5 }));
}

/** An object with every entry its own, `__proto__` included. */
function objectOf<K extends string, V>(
  key: fc.Arbitrary<K>,
  value: fc.Arbitrary<V>,
  minKeys: number,
): fc.Arbitrary<Record<string, V>> {
  return fc
    .uniqueArray(fc.tuple(key, value), { minLength: minKeys, maxLength: 4, selector: ([name]) => name.toLowerCase() })
    .map((entries) => Object.fromEntries(entries));
}

const operator = fc.constantFrom(...Object.keys(conditionOperators));
const conditionKey = fc.oneof(fc.constantFrom(...oddKeys), text);
const conditions: fc.Arbitrary<Conditions> = objectOf(operator, objectOf(conditionKey, oneOrMany(text), 1), 0);
const effect = fc.constantFrom("Allow" as const, "Deny" as const);

/** A statement as someone else may have written it, elements in RAM's order. */
const statementJson = fc
  .record({
    sid: fc.option(anyText, { nil: undefined }),
    effect,
    action: fc.constantFrom("Action", "NotAction"),
    actions: oneOrMany(text.filter((action) => action !== "")),
    resource: fc.constantFrom("Resource", "NotResource"),
    resources: oneOrMany(text.filter((resource) => resource !== "")),
    condition: fc.option(conditions, { nil: undefined }),
  })
  .map((s) => ({
    ...(s.sid === undefined ? {} : { Sid: s.sid }),
    Effect: s.effect,
    [s.action]: s.actions,
    [s.resource]: s.resources,
    ...(s.condition === undefined ? {} : { Condition: s.condition }),
  }));

const documentJson = fc
  .array(statementJson, { minLength: 1, maxLength: 4 })
  .map((statements) => ({ Version: "1", Statement: statements }));

const ramCode = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
const action = fc.oneof(
  fc.constant("*"),
  fc.tuple(ramCode, fc.oneof(fc.stringMatching(/^[A-Za-z0-9*?]{1,12}$/), token)).map((parts) => parts.join(":")),
);
const field = fc.oneof(fc.constant("*"), fc.stringMatching(/^[A-Za-z0-9*?_.-]{1,12}$/), token);
const arnFields = fc.record({
  service: fc.oneof(ramCode, fc.constant("*"), token),
  region: field,
  account: field,
  resource: text.filter((resource) => resource !== "" && !/\s/.test(resource)),
});
const resource = fc.oneof(
  fc.constant("*"),
  token,
  arnFields.map((fields) => Arn.of(fields).toString()),
);

const statementProps: fc.Arbitrary<{ readonly effect: "Allow" | "Deny"; readonly props: StatementProps }> = fc
  .record({ effect, negated: fc.boolean(), actions: oneOrMany(action), resources: oneOrMany(resource), conditions })
  .map(({ effect, negated, actions, ...rest }) => ({
    effect,
    props: negated ? { notActions: actions, ...rest } : { actions, ...rest },
  }));

const trustStatement = fc.record({
  effect,
  principals: fc
    .record(
      {
        Service: oneOrMany(ramCode.map((code) => `${code}.aliyuncs.com`)),
        RAM: oneOrMany(ramCode.map((name) => `acs:ram::${account}:user/${name}`)),
        Federated: oneOrMany(ramCode.map((name) => `acs:ram::${account}:oidc-provider/${name}`)),
      },
      { requiredKeys: [] },
    )
    .filter((principals) => Object.keys(principals).length > 0),
  conditions,
});

function build({
  effect,
  props,
}: {
  readonly effect: "Allow" | "Deny";
  readonly props: StatementProps;
}): PolicyStatement {
  return effect === "Allow" ? PolicyStatement.allow(props) : PolicyStatement.deny(props);
}

/** The same value in another order: lists as sets, with repetition, and objects with their entries turned around. */
function reordered<T>(value: T): T {
  const turned = (inner: unknown): unknown => {
    if (Array.isArray(inner)) {
      const list: readonly unknown[] = inner;
      return [...list.slice(1), ...list.slice(0, 1), ...list].map(turned);
    }
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .reverse()
        .map(([key, item]) => [key, turned(item)]),
    );
  };
  return turned(value) as T;
}

describe("a document that is read", () => {
  it("is printed as it was", () => {
    fc.assert(
      fc.property(documentJson, (json) => {
        const printed = JSON.stringify(json);
        expect(PolicyDocument.fromJson(json).toText()).toBe(printed);
        expect(PolicyDocument.fromJson(printed).toText()).toBe(printed);
        expect(PolicyDocument.fromJson(JSON.stringify(json, null, 2)).toText()).toBe(printed);
      }),
      runs,
    );
  });

  it("is as long as its text in bytes", () => {
    fc.assert(
      fc.property(documentJson, (json) => {
        const document = PolicyDocument.fromJson(json);
        expect(document.byteLength).toBe(Buffer.byteLength(document.toText()));
      }),
      runs,
    );
  });

  it("stays the same where every text is replaced by itself, and shows every text to be replaced", () => {
    fc.assert(
      fc.property(documentJson, (json) => {
        const document = PolicyDocument.fromJson(json);
        expect(document.mapText((value) => value).toText()).toBe(document.toText());
        const there = document.mapText((value) => `<${value}>`);
        expect(there.mapText((value) => value.slice(1, -1)).toText()).toBe(document.toText());
        expect(there.statements.flatMap(({ actions, resources }) => [...actions, ...resources])).toEqual(
          document.statements.flatMap(({ actions, resources }) => [...actions, ...resources].map((v) => `<${v}>`)),
        );
      }),
      runs,
    );
  });
});

describe("a document that is built", () => {
  it("says what it was given, and the same once printed and read", () => {
    fc.assert(
      fc.property(fc.array(statementProps, { minLength: 1, maxLength: 3 }), (given) => {
        const document = new PolicyDocument(given.map(build));
        expect(PolicyDocument.fromJson(document.toText()).toText()).toBe(document.toText());
        document.toJson().Statement.forEach((json, index) => {
          const { effect: givenEffect, props } = given[index]!;
          expect(json.Effect).toBe(givenEffect);
          expect(new Set(json.Action ?? json.NotAction)).toEqual(new Set([props.actions ?? props.notActions].flat()));
          expect(new Set(json.Resource)).toEqual(new Set([props.resources].flat()));
        });
      }),
      runs,
    );
  });

  it("is printed the same whatever the order and repetition of actions, resources and conditions", () => {
    fc.assert(
      fc.property(statementProps, ({ effect: givenEffect, props }) => {
        const one = build({ effect: givenEffect, props });
        const other = build({ effect: givenEffect, props: reordered(props) });
        expect(new PolicyDocument([other]).toText()).toBe(new PolicyDocument([one]).toText());
      }),
      runs,
    );
  });
});

describe("a trust policy", () => {
  it("is the same once printed and read", () => {
    fc.assert(
      fc.property(fc.array(trustStatement, { minLength: 1, maxLength: 3 }), (statements) => {
        const policy = new TrustPolicy(statements);
        expect(TrustPolicy.fromJson(policy.toText()).toText()).toBe(policy.toText());
        expect(policy.mapText((value) => value).toText()).toBe(policy.toText());
      }),
      runs,
    );
  });

  it("is printed the same whatever the order and repetition of principals and conditions", () => {
    fc.assert(
      fc.property(trustStatement, (statement) => {
        expect(new TrustPolicy([reordered(statement)]).toText()).toBe(new TrustPolicy([statement]).toText());
      }),
      runs,
    );
  });
});

it("an ARN is the same once printed and read", () => {
  fc.assert(
    fc.property(arnFields, (fields) => {
      const arn = Arn.of(fields);
      const read = Arn.parse(arn.toString());
      expect(fieldsOf(read)).toEqual(fields);
      expect(Arn.of(read).toString()).toBe(arn.toString());
    }),
    runs,
  );
});

describe("whatever JSON is read", () => {
  const names = ["Version", "Statement", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition", "Principal", "Service", "RAM", "Federated", "Bool", "toJSON", "length", ...oddKeys]; // prettier-ignore
  const words = ["1", "Allow", "Deny", "*", "a:B", "sts:AssumeRole", "fc.aliyuncs.com", "acs:ram::1:root", "#{TfToken[TOKEN.1]}"]; // prettier-ignore
  const leaf = fc.oneof(fc.constantFrom(...words), fc.constantFrom(1, true, null), fc.string());
  /** Objects with the names that are read, and values of every type in every place. */
  const { value: policyLike } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      objectOf(fc.constantFrom(...names), tie("value"), 0),
    ),
  }));
  /** A right document with one place, somewhere in it, overwritten. */
  const nearlyRight = fc.tuple(documentJson, policyLike, fc.infiniteStream(fc.nat(9))).map(([json, wrong, choices]) => {
    const overwrite = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return wrong;
      const keys = Object.keys(value);
      const choice = Number(choices.next().value);
      if (keys.length === 0 || choice === 0) return wrong;
      const key = keys[choice % keys.length]!;
      const entries = Object.entries(value).map(([k, inner]) => [k, k === key ? overwrite(inner) : (inner as unknown)]);
      return Array.isArray(value) ? entries.map(([, inner]) => inner) : (Object.fromEntries(entries) as unknown);
    };
    return overwrite(json);
  });
  const anything = fc.oneof(fc.jsonValue(), policyLike, nearlyRight);
  const ids: ReadonlySet<string> = new Set(Object.values(policyProblemIds));

  /** What was read; `undefined` where it was refused with problems, which is the one way to refuse. */
  function tryTo<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
      const { problems } = error as PolicyError;
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.filter(({ id }) => !ids.has(id))).toEqual([]);
      return undefined;
    }
  }

  it("is refused with problems or kept without loss", () => {
    fc.assert(
      fc.property(anything, (json) => {
        // Text is read as text of a document, so that a plain JSON string never is one.
        const read = tryTo(() => PolicyDocument.fromJson(JSON.parse(JSON.stringify(json))));
        if (read !== undefined && typeof json !== "string") expect(read.toJson()).toEqual(json);
        const fromText = tryTo(() => PolicyDocument.fromJson(JSON.stringify(json)));
        if (typeof json !== "string") expect(fromText?.toText()).toBe(read?.toText());
        tryTo(() => PolicyStatement.fromJson(json));
      }),
      { ...runs, numRuns: 2000 },
    );
  });

  it("is refused with problems or is a trust policy", () => {
    fc.assert(
      fc.property(anything, (json) => {
        const read = tryTo(() => TrustPolicy.fromJson(json));
        if (read !== undefined) expect(TrustPolicy.fromJson(read.toText()).toText()).toBe(read.toText());
      }),
      { ...runs, numRuns: 2000 },
    );
  });

  it("or text that is not JSON", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (garbage) => {
        tryTo(() => PolicyDocument.fromJson(garbage));
        tryTo(() => TrustPolicy.fromJson(garbage));
      }),
      runs,
    );
  });
});

describe("any string", () => {
  const codeUnit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff }));
  const codeUnits = fc.array(codeUnit).map((units) => String.fromCharCode(...units));
  const anyString = fc.oneof(codeUnits, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

  it("has the length in UTF-8 that an encoder gives it, lone surrogates too", () => {
    fc.assert(
      fc.property(anyString, (value) => {
        expect(utf8Length(value)).toBe(Buffer.byteLength(value, "utf8"));
      }),
      { ...runs, numRuns: 2000 },
    );
  });

  it("is given back by its literal texts and tokens, joined", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyString, token)), (parts) => {
        const whole = parts.join("");
        expect(
          splitTokens(whole)
            .map((part) => part.text)
            .join(""),
        ).toBe(whole);
      }),
      runs,
    );
  });

  it.each(["\ud800", "\udc00", "\udc00\ud800", "a\ud83d", "\ude00é😀", "\ud83d\ud83d\ude00", ""])(
    "%j in bytes",
    (value) => {
      expect(utf8Length(value)).toBe(Buffer.byteLength(value, "utf8"));
    },
  );
});
