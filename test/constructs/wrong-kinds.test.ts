import { readFileSync } from "node:fs";
import path from "node:path";
import { type TerraformStack, Testing, Token } from "cdktf";
import type { Construct } from "constructs";
import ts from "typescript";
import * as library from "../../lib";
import { newStack } from "./support";

const root = path.join(__dirname, "..", "..");

/** What a construct of each class cannot do without. All others take no props. */
const needed: Readonly<Record<string, object>> = {
  AgentRunTeam: { workspace: "team-a", members: [{ level: "viewer", groups: ["team-a"] }] },
  AgentRuntime: { workspace: "team-a", runtime: "shop" },
  CustomPolicy: { document: [library.PolicyStatement.allow({ actions: "oss:GetObject", resources: "*" })] },
  ResourceGroupAccess: {
    resourceGroup: { id: "rg-team-a", accountAlias: "1234567890123456" },
    attachTo: { groups: ["team-a"] },
  },
  Role: { trust: library.TrustPolicy.forServices("fc.aliyuncs.com") },
  ServiceLinkedRole: { serviceName: "fc.aliyuncs.com", roleName: "AliyunServiceRoleForFC" },
  SuperAgentRole: { trustedService: "fc.aliyuncs.com", policies: ["AliyunFnFFullAccess"] },
  SystemPolicy: { policyName: "AliyunFnFFullAccess" },
  WorkspaceAccess: { role: "viewer", workspaces: ["team-a"], attachTo: { groups: ["team-a"] } },
  WorkloadRole: { identities: [{ region: "cn-hangzhou", accountId: "1234567890123456", name: "agent" }] },
};

/** Values of every kind, each wrong for most props. */
const candidates: Readonly<Record<string, unknown>> = {
  null: null,
  number: 5,
  flag: true,
  text: "text",
  object: {},
  list: [undefined],
  "list of numbers": [5],
  "list of null": [null],
  "token of a list": Token.asList("x"),
};

interface Case {
  readonly construct: string;
  readonly prop: string;
  readonly kind: string;
  readonly value: unknown;
}

/** A wrong value for every prop of every construct, by the kinds that its type lets through. */
const cases = generate();

function generate(): readonly Case[] {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8")) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const entry = path.join(root, "lib", "constructs", "index.ts");
  const program = ts.createProgram([entry], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  return checker.getExportsOfModule(module).flatMap((exported): readonly Case[] => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.declarations?.find(ts.isClassDeclaration);
    if (declaration === undefined || symbol.valueDeclaration === undefined) return [];
    if (declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword)) return [];
    const [signature] = checker.getTypeOfSymbolAtLocation(symbol, declaration).getConstructSignatures();
    const props = signature?.getParameters()[2];
    if (props === undefined) return [];
    const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(props, declaration));
    const construct = symbol.getName();
    const whole = ["null", "number", "flag", "text", "list"].map((kind) => ({ construct, prop: "", kind }));
    const types = new Map<string, ts.Type[]>();
    for (const form of type.isUnion() ? type.types : [type]) {
      for (const prop of checker.getPropertiesOfType(form)) {
        const list = types.get(prop.getName()) ?? [];
        types.set(prop.getName(), [...list, checker.getTypeOfSymbolAtLocation(prop, declaration)]);
      }
    }
    const ofProps = [...types].flatMap(([prop, its]) => {
      const takes = its.flatMap((one) => kindsOf(checker, checker.getNonNullableType(one)));
      const isRight = (kind: string): boolean =>
        takes.includes(kind) || (takes.includes("list of objects") && kind === "list");
      return Object.keys(candidates)
        .filter((kind) => !isRight(kind))
        .map((kind) => ({ construct, prop, kind }));
    });
    return [...whole, ...ofProps].map((one) => ({ ...one, value: candidates[one.kind] }));
  });
}

/** Kinds of candidates that a type takes. */
function kindsOf(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  if (type.isUnionOrIntersection()) return type.types.flatMap((one) => kindsOf(checker, one));
  if (type.flags & ts.TypeFlags.StringLike) return type.isStringLiteral() ? [] : ["text"];
  if (type.flags & ts.TypeFlags.NumberLike) return ["number"];
  if (type.flags & ts.TypeFlags.BooleanLike) return ["flag"];
  if (checker.isArrayType(type)) return [];
  return checker.getPropertiesOfType(type).every(({ flags }) => flags & ts.SymbolFlags.Optional) ? ["object"] : [];
}

it("there are wrong values for every construct", () => {
  const constructs = new Set(cases.map(({ construct }) => construct));
  expect(constructs.size).toBeGreaterThanOrEqual(16);
  expect(cases.length).toBeGreaterThan(1000);
});

it("every wrong value is an error with an id, and with the path of its prop", () => {
  const wrong = cases.flatMap(({ construct, prop, kind, value }) => {
    const said = errorOf(construct, prop === "" ? value : { ...needed[construct], [prop]: value });
    const pattern = new RegExp(`RAM\\d{3}[^\\n]*\\b${prop}\\b`, "i");
    const isRight = pattern.test(said) && said.includes("test/X");
    return isRight ? [] : [`${construct}.${prop} = ${kind}: ${said.slice(0, 160)}`];
  });
  expect(wrong).toEqual([]);
});

/** The message that making a construct, or synthesizing it, ends with. */
function errorOf(construct: string, props: unknown): string {
  const stack = newStack();
  // Every class was found by its name in the exports, and takes these three.
  const Class = (
    library as unknown as Readonly<Record<string, new (s: TerraformStack, id: string, p: unknown) => Construct>>
  )[construct]!;
  try {
    new Class(stack, "X", props);
    Testing.synth(stack, true);
    return "no error";
  } catch (error) {
    return (error as Error).message;
  }
}

const targets = ["users", "groups", "roles"].flatMap((name) =>
  ["x", 5, {}, null, [null], [undefined], [5], [{}], Token.asList("x")].map((value) => [name, value] as const),
);

it.each(targets)("wrong principals are an error, by a prop and by the method: %s, %p", (name, value) => {
  const attachTo = { [name]: value };
  expect(errorOf("CustomPolicy", { ...needed["CustomPolicy"], attachTo })).toMatch(
    new RegExp(`^RAM326 test/X attachTo\\.${name}`),
  );
  const policy = new library.ReadOnlyAccess(newStack(), "X");
  expect(() => {
    policy.attach(attachTo);
  }).toThrow(new RegExp(`^RAM326 test/X\\S* targets\\.${name}`));
});
