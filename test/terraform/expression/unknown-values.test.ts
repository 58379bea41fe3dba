import { Budget, type Value, expressionOf, failureIn, templateText } from "../../../lib/terraform/expression";
import { known, template } from "./evaluated";

/** What is known of a value, for comparison. */
function shown(value: Value): unknown {
  switch (value.kind) {
    case "partly known text":
      return { template: templateText(value.parts) };
    case "unknown":
      return { unknown: value.expression, from: [...value.references] };
    case "one of":
      return { oneOf: value.candidates.map(shown), by: [...value.references] };
    case "possible":
      return { possible: shown(value.value), by: [...value.references] };
    case "tuple":
    case "list":
    case "set":
      return value.items.map(shown);
    default:
      return expressionOf(value);
  }
}

const local = known('{ name = "N", list = ["a", "b"], part = "x-${var.p}", all = var.all, deep = { a = { b = 1 } } }');

describe("references", () => {
  test.each([
    ["var.a", "var.a", "var.a"],
    ['var.a["b"].c[0]', 'var.a["b"].c[0]', "var.a.b.c[0]"],
    ["var . a [ 0 ] . b", "var.a[0].b", "var.a[0].b"],
    ["alicloud_ram_role.r[0].arn", "alicloud_ram_role.r[0].arn", "alicloud_ram_role.r[0].arn"],
    ["var.a[*].b", "var.a[*].b", "var.a"],
    ["var.a.*.b", "var.a.*.b", "var.a"],
    ["var.a[var.i]", "var.a[var.i]", "var.a"],
    ["local.all.x", "var.all.x", "var.all"],
    ["lower(local.all)", "lower(var.all)", "var.all"],
    ["lower(var.a)", "lower(var.a)", "var.a"],
    ['replace(var.a, local.name, "")', 'replace(var.a, "N", "")', "var.a"],
    ["local.list[var.i]", '["a", "b"][var.i]', "var.i"],
    ["[for x in var.l : upper(x)]", "[for x in var.l : upper(x)]", "var.l"],
    ["var.a + local.deep.a.b", "var.a + 1", "var.a"],
    ["!var.a", "!var.a", "var.a"],
    ["f::g(1)", "f::g(1)", undefined],
    ["toset(var.ü)", "toset(var.ü)", "var.ü"],
  ])("%s", (source, expression, reference) => {
    const value = known(source, { local });
    const from = reference === undefined ? [] : [reference];
    expect(shown(value)).toEqual({ unknown: expression.replace('["a", "b"]', '(["a", "b"])'), from });
  });

  test("an unknown element keeps its own expression", () => {
    expect(shown(known("[for x in [var.a, local.name] : lower(x)]", { local }))).toEqual([
      { unknown: "lower(var.a)", from: ["var.a"] },
      '"n"',
    ]);
  });
});

describe("partly known texts", () => {
  test.each([
    ["a-${var.x}", "a-${var.x}"],
    ["a-${ var.x }-b", "a-${ var.x }-b"],
    ["a-${local.name}-${ var.x }", "a-N-${ var.x }"],
    ["$${a} ${var.x} ${local.name}", "$${a} ${var.x} N"],
    ["${local.part}/${local.name}", "x-${var.p}/N"],
    ["$${local.name}${var.x}", "$${local.name}${var.x}"],
    ['${"$"}${var.x}', '${"$"}${var.x}'],
    ["%{ for x in var.l }${x}%{ endfor }-${local.name}", "%{ for x in var.l }${x}%{ endfor }-N"],
    ['${join("-", ["a", var.x])}', "a-${var.x}"],
    ['${format("acs:ram::%s:role/%s", var.id, local.name)}', "acs:ram::${var.id}:role/N"],
    ['${lower("A-${var.x}")}', "a-${lower(var.x)}"],
    ['${join(":", ["acs", local.part])}', "acs:x-${var.p}"],
    ['${jsonencode({ a = "x${var.y}", b = [var.z, 1] })}', '{"a":"x${var.y}","b":["${var.z}",1]}'],
    ['${jsonencode({ a = "<${local.name}>${var.y}" })}', String.raw`{"a":"\u003cN\u003e${"${var.y}"}"}`],
  ])("%s", (source, expected) => {
    const value = template(source, { local });
    expect(value).toMatchObject({ kind: "partly known text" });
    expect(shown(value)).toEqual({ template: expected });
  });

  test("as an expression", () => {
    expect(expressionOf(template('a "${var.x}"\n%{b'.replace("%{", "%%{"), {}))).toBe('"a \\"${var.x}\\"\\n%%{b"');
  });

  test("the expression of an encoded one has the same value", () => {
    const source = 'jsonencode({ a = var.x, b = "y${var.z}" })';
    const names = { var: known('{ x = ["<"], z = "a\\"b" }') };
    expect(shown(known(expressionOf(known(source)), names))).toBe(shown(known(source, names)));
  });

  test("the place of an unknown value in a document", () => {
    const value = known('jsonencode({ Statement = [{ Resource = var.r, Action = "a:${var.a}" }] })');
    const parts = value.kind === "partly known text" ? value.parts.filter((part) => typeof part !== "string") : [];
    expect(parts.map(({ json }) => json)).toEqual([
      { as: "text", path: ["Statement", 0, "Action"] },
      { as: "value", path: ["Statement", 0, "Resource"] },
    ]);
  });

  test("text that looks like an expression is text", () => {
    expect(shown(template("${local.text}-${var.x}", { local: known('{ text = "$${var.x}" }') }))).toEqual({
      template: "$${var.x}-${var.x}",
    });
  });
});

describe("several candidates", () => {
  test.each([
    ['var.c ? "a" : "b"', { oneOf: ['"a"', '"b"'], by: ["var.c"] }],
    ['var.c ? "a" : "a"', '"a"'],
    ['var.c ? "a" : var.x', { unknown: 'var.c ? "a" : var.x', from: ["var.c", "var.x"] }],
    ['upper(var.c ? "a" : "b")', { oneOf: ['"A"', '"B"'], by: ["var.c"] }],
    ['"x-${var.c ? "a" : 1}"', { oneOf: ['"x-a"', '"x-1"'], by: ["var.c"] }],
    ["length(var.c ? [1] : [])", { oneOf: ["1", "0"], by: ["var.c"] }],
    ["(var.c ? { a = 1 } : { a = 2 }).a", { oneOf: ["1", "2"], by: ["var.c"] }],
    ['"%{ if var.c }a%{ else }b%{ endif }c"', { oneOf: ['"ac"', '"bc"'], by: ["var.c"] }],
    ["jsonencode([var.c ? 1 : 2])", { oneOf: ['"[1]"', '"[2]"'], by: ["var.c"] }],
    ["(var.c ? 1 : 2) == 3", "false"],
  ])("%s", (source, expected) => {
    expect(shown(known(source))).toEqual(expected);
  });

  test("too many are unknown", () => {
    const all = Array.from({ length: 5 }, (_, index) => `var.c${index} ? 1 : 2`).join(", ");
    expect(known(`jsonencode([${all}])`)).toMatchObject({ kind: "unknown", failure: { kind: "limit" } });
  });

  test("possible elements", () => {
    const possible = { possible: '"a"', by: ["var.l"] };
    const source = '[for x in ["a", "b"] : x if x == "b" || contains(var.l, x)]';
    expect(shown(known(source))).toEqual([possible, '"b"']);
    expect(shown(known(`concat(${source}, ["c"])`))).toEqual([possible, '"b"', '"c"']);
    expect(shown(known(`tolist(${source})`))).toEqual([possible, '"b"']);
    expect(shown(known(`[for x in ${source} : upper(x)]`))).toEqual([{ ...possible, possible: '"A"' }, '"B"']);
    expect(shown(known(`length(${source})`))).toEqual({ oneOf: ["1", "2"], by: ["var.l"] });
    expect(shown(known(`(${source})[0]`))).toEqual({ oneOf: ['"b"', '"a"'], by: ["var.l"] });
  });
});

describe("what decides although something is unknown", () => {
  test.each([
    ["var.a && false", "false"],
    ["true || var.a", "true"],
    ["[var.a] == null", "false"],
    ['"x${var.a}" != null', "true"],
    ["length([var.a, 1])", "2"],
    ["keys({ a = var.a })", ['"a"']],
    ["{ a = var.a, b = 2 }.b", "2"],
    ["contains([var.a, 1], 1)", "true"],
    ['lookup({ a = var.a }, "b", 3)', "3"],
    ["element([var.a, 1], 1)", "1"],
    ['startswith("acs:${var.a}", "acs")', "true"],
    ['startswith("acs:${var.a}", "x")', "false"],
    ['coalesce("x${var.a}", "y")', { template: "x${var.a}" }],
    ["try({ a = 1 }.b, 2)", "2"],
    ["sensitive(1)", "1"],
    ['merge({ a = var.a }, { b = 1 })["b"]', "1"],
    ["list(1, 2)", ["1", "2"]],
    ['map("a", 1)["a"]', "1"],
  ])("%s", (source, expected) => {
    expect(shown(known(source))).toEqual(expected);
  });

  test.each([
    "try(var.a.b, 2)",
    "can(var.a.b)",
    'coalesce("${var.a}${var.b}", "y")',
    "try(timestamp(), 1)",
    "try(yamldecode(var.a), 1)",
    "length(toset([var.a, 1]))",
    "contains([var.a, 1], 2)",
    "flatten([[1], var.a])",
    "merge({ a = 1 }, var.a)",
    "distinct([var.a, var.b])",
    "var.a == var.a",
    '{ (var.k) = 1 }["a"]',
    'regex("(a+)+$", "aaaa")',
    'regex("(?:a|aa)*b", "aaaa")',
    String.raw`regex("\\pL", "a")`,
    'issensitive("a")',
    'regex("[[:constructor:]]", "a")',
  ])("%s is not known", (source) => {
    expect(known(source).kind).toBe("unknown");
  });
});

describe("errors", () => {
  test.each([
    ["[1][2]", 1, 1],
    ['{ a = 1 }\n.b + "x"', 1, 1],
    ["1 +\n tonumber(\n  local.name)", 2, 2],
  ])("%j has a place", (source, line, column) => {
    const value = known(source, { local });
    expect(value).toMatchObject({ kind: "unknown", failure: { kind: "error", position: { line, column } } });
  });

  test("only the failing part of a collection is unknown", () => {
    expect(known("{ a = [1][2], b = 1 }")).toMatchObject({ kind: "object", failure: { kind: "error" } });
    expect(shown(known("{ a = [1][2], b = 1 }.b"))).toBe("1");
  });
});

describe("files", () => {
  const files: Readonly<Record<string, string>> = {
    "a.json": '{"a":1}',
    "t.tpl": "Hello ${name}%{ for x in list }, ${x}%{ endfor }",
  };
  const read = (name: string): string | undefined => files[name];
  const value = (source: string): unknown => shown(known(source, {}, new Budget(), read));

  test("are read through the scope", () => {
    expect(value('jsondecode(file("a.json")).a')).toBe("1");
    expect(value('filebase64("a.json")')).toBe('"eyJhIjoxfQ=="');
    expect(value('filemd5("a.json")')).toBe('"bb6cb5c68df4652941caf652a366f2d8"');
    expect(value('templatefile("t.tpl", { name = "N", list = [1, 2] })')).toBe('"Hello N, 1, 2"');
    expect(value('templatefile("t.tpl", { name = var.n, list = [] })')).toEqual({ template: "Hello ${var.n}" });
  });

  test.each(['file("b")', 'templatefile("t.tpl", {})', 'file("${path.module}/a.json")', 'fileexists("a.json")'])(
    "%s is not known",
    (source) => {
      expect(known(source, {}, new Budget(), read).kind).toBe("unknown");
    },
  );
});

describe("limits", () => {
  test.each([
    "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]",
    "setproduct(range(1000), range(1000), range(1000))",
    `jsonencode([${Array.from({ length: 40 }, () => 'format("%999s%999s%999s", "", "", "")').join(",")}])`,
    'join("", [for a in range(1000) : join("", range(1000))])',
  ])("%s costs too much", (source) => {
    const before = Date.now();
    const value = known(source, {}, new Budget(1000));
    expect(value.kind === "unknown" || ("failure" in value && value.failure !== undefined)).toBe(true);
    expect(Date.now() - before).toBeLessThan(2000);
  });

  test("a value that contains itself many times", () => {
    let value = known("[1, 2]");
    for (let depth = 0; depth < 40; depth += 1) value = known("[x, x]", { x: value });
    expect(value).toMatchObject({ failure: { kind: "limit" } });
    let text = known('"ab"');
    for (let depth = 0; depth < 40; depth += 1) text = known('"${x}${x}"', { x: text });
    expect(failureIn(text)).toMatchObject({ kind: "limit" });
  });

  test.each(["1e999999999", "1e1000 * 1e1000 * 1e1000 * 1e1000 * 1e1000 * 1e1000 * 1e1000", "1e-2000 + 1e2000"])(
    "%s is not computed",
    (source) => {
      expect(known(source).kind === "unknown" || known(source).kind === "number").toBe(true);
    },
  );
});
