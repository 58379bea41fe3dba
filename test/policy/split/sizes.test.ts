import { PolicyDocument, PolicyStatement, split, textSize } from "cdktf-alicloud-agentrun/policy";
import { token } from "../support";
import { frame, sizeOf, statementOf } from "./support";

const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

/** Two statements, one with the text in the value of a condition. */
function documentWith(text: string): PolicyDocument {
  return new PolicyDocument([read, read.withCondition("StringEquals", "acs:ResourceTag/team", text)]);
}

describe.each([
  ["ASCII", "team"],
  ["two bytes a character", "équipe"],
  ["three bytes a character", "团队"],
  ["four bytes a character", "😀"],
  ["lone surrogates", "\ud800a\udfff"],
  ["characters that JSON escapes", '"\\\n\u0001'],
  ["a framework token", token],
  ["framework tokens between text", `é${token}${token}-`],
  ["a long spelling of a token", "${TfToken[a-very-long-name-of-a-construct-that-is-longer-than-64-bytes.TOKEN.1]}"],
])("%s", (_, text) => {
  const document = documentWith(text);
  const size = sizeOf(document.toText());

  it.each([
    ["one byte less than the document", size - 1, 2],
    ["as many bytes as the document", size, 1],
    ["one byte more", size + 1, 1],
  ])("%s", (_title, limit, count) => {
    const documents = split(document, { limit });
    expect(documents).toHaveLength(count);
    expect(documents.map((one) => sizeOf(one.document.toText()) <= limit)).toEqual(documents.map(() => true));
  });

  it("is measured as its text is", () => {
    const { known, reserved } = textSize(document.toText());
    expect(known + reserved).toBe(size);
  });
});

it.each([
  [6143, 1],
  [6144, 1],
  [6145, 2],
])("by default, a document of %d bytes becomes %d", (bytes, count) => {
  const document = new PolicyDocument([read, statementOf(bytes - new PolicyDocument([read]).byteLength - 1)]);
  expect(document.byteLength).toBe(bytes);
  expect(split(document)).toHaveLength(count);
});

it("a document within the limit comes back as it is", () => {
  const document = documentWith("team");
  const documents = split(document);
  expect(documents).toEqual([{ number: 1, document }]);
  expect(documents[0]?.document).toBe(document);
});

it.each([
  [399, undefined],
  [400, undefined],
  // Minimized, the list of its one resource loses its brackets.
  [402, undefined],
  [403, "RAM120"],
])("a statement that makes a document of %d bytes, under a limit of 400: %s", (bytes, id) => {
  const document = new PolicyDocument([read, statementOf(bytes - frame)]);
  if (id === undefined) expect(split(document, { limit: 400 })).toHaveLength(2);
  else expect(() => split(document, { limit: 400 })).toThrow(id);
});

it("statements that are repeated count once", () => {
  const documents = split(new PolicyDocument(Array.from({ length: 20_000 }, () => read)));
  expect(documents).toEqual([{ number: 1, document: new PolicyDocument([read]) }]);
});

it("what would be too many documents is minimized first", () => {
  const statements = Array.from({ length: 1000 }, (_, index) =>
    PolicyStatement.allow({
      actions: ["oss:GetObject", "oss:PutObject"],
      resources: `acs:oss:*:*:team-bucket-${index}/*`,
    }),
  );
  const documents = split(new PolicyDocument(statements));
  expect(documents.length).toBeLessThanOrEqual(8);
  expect(documents.flatMap(({ document }) => document.statements.flatMap(({ resources }) => resources))).toHaveLength(
    1000,
  );
});

it("statements keep their order inside a document, and the spelling in which they were read", () => {
  const written = Array.from({ length: 40 }, (_, index) => ({
    ...(index % 3 === 0 ? { Sid: `s${index}` } : {}),
    Effect: "Allow",
    Action: index % 2 === 0 ? "b:B" : ["b:B", "a:A", "b:B"],
    Resource: [`acs:oss:*:*:${index}`],
    Condition: { Bool: { "ACS:mfaPresent": "true" } },
  }));
  const documents = split(PolicyDocument.fromJson({ Version: "1", Statement: written }), { limit: 1500 });
  expect(documents.length).toBeGreaterThan(2);
  const texts = written.map((statement) => JSON.stringify(statement));
  const places = documents.map(({ document }) =>
    document.toJson().Statement.map((statement) => texts.indexOf(JSON.stringify(statement))),
  );
  expect(places).toEqual(places.map((list) => [...list].sort((a, b) => a - b)));
  expect(places.flat().sort((a, b) => a - b)).toEqual(texts.map((_, index) => index));
});

it.each<[string, () => PolicyDocument]>([
  [
    "20,000 statements",
    () =>
      new PolicyDocument(
        Array.from({ length: 20_000 }, (_, index) =>
          PolicyStatement.allow({ actions: `ecs:Do${index}`, resources: `acs:ecs:*:*:instance/${index}` }),
        ),
      ),
  ],
  [
    "a statement of 40,000 actions",
    () => {
      const actions = Array.from({ length: 40_000 }, (_, index) => `ecs:Do${index}`);
      return new PolicyDocument([PolicyStatement.allow({ actions, resources: "*" })]);
    },
  ],
])(
  "%s take seconds at most",
  (_, make) => {
    const documents = split(make(), { maxDocuments: 10_000 });
    expect(documents.length).toBeGreaterThan(90);
    expect(documents.filter(({ document }) => document.byteLength > 6144)).toEqual([]);
  },
  20_000,
);
