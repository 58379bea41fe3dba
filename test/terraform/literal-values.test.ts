import { stackOf } from "../../lib/terraform/synthesized-stack";

const locals = {
  name: "N",
  list: ["a", "b"],
  map: { x: { y: "z" } },
  known: "${upper(local.map.x.y)}",
  partly: "p-${var.p}",
  escaped: "$${acs:user}",
  number: 1.5,
  loop: "${local.loop}",
};

/** What the argument of a resource becomes. */
function argument(value: unknown, of: object = locals): unknown {
  const stack = stackOf("s", "f", { locals: of, resource: { t: { n: { value } } } });
  return stack.resources[0]?.arguments["value"];
}

test.each<readonly [unknown, unknown]>([
  ["${local.known}", "Z"],
  ["${local.list}", ["a", "b"]],
  ["${local.map}", { x: { y: "z" } }],
  ['${local.map["x"].y}', "z"],
  ["${local . map . x . y}", "z"],
  ["${local.list[1]}", "b"],
  ["${local.number + 1}", 2.5],
  ['x-${format("%s/%s", local.name, lower(local.known))}', "x-N/z"],
  ['${join(",", local.list)}', "a,b"],
  ["${[for x in local.list : upper(x)]}", ["A", "B"]],
  [
    '${jsonencode({ Version = "1", Statement = [{ Effect = "Allow" }] })}',
    '{"Statement":[{"Effect":"Allow"}],"Version":"1"}',
  ],
  ['${jsonencode({ Resource = "${local.escaped}/*" })}', '{"Resource":"$${acs:user}/*"}'],
  ["${local.escaped}", "$${acs:user}"],
  ['%{ if local.name == "N" }yes%{ endif }', "yes"],
  [{ deep: ["${local.name}"] }, { deep: ["N"] }],
])("%j is %j", (value, expected) => {
  expect(argument(value)).toEqual(expected);
});

test.each([
  ["${local.partly}-${local.name}", "p-${var.p}-N"],
  ['${format("acs:ram::%s:user/%s", var.id, local.name)}', "acs:ram::${var.id}:user/N"],
  ["${ var.a }-${local.name}", "${ var.a }-N"],
  ["${lower(local.partly)}", "p-${lower(var.p)}"],
  ['${var.a == local.name ? var.b : "c"}', '${var.a == "N" ? var.b : "c"}'],
  ['${jsonencode({ Action = "*", Resource = var.r })}', '{"Action":"*","Resource":"${var.r}"}'],
  [
    '${jsonencode({ Condition = { StringEquals = { "acs:SourceVpc" = var.vpc } } })}',
    '{"Condition":{"StringEquals":{"acs:SourceVpc":"${var.vpc}"}}}',
  ],
])("%s is partly known", (value, expected) => {
  expect(argument(value)).toBe(expected);
});

test.each([
  "${var.a}",
  "${ upper( var.a ) }",
  "${var.a}-${alicloud_ram_role.r.role_name}",
  "${local.unknown}",
  "${local.loop}",
  "${local.list[2]}",
  "${timestamp()}",
  "${jsonencode({ Statement = var.statements })}",
  "${jsonencode({ Statement = [{ Condition = var.condition }] })}",
  '${var.a ? "b" : "c"}',
  "${[for x in local.list : x if contains(var.l, x)]}",
  "${alicloud_ram_policy.p.policy_name}",
  "$${local.name}",
  "${not an expression",
  "%{ for x in var.l }${x}%{ endfor }",
])("%s stays as it is written", (value) => {
  expect(argument(value)).toBe(value);
});

test("locals in a list", () => {
  expect(argument("${local.a}-${local.b}", [{ a: "A" }, { b: "${local.a}B" }])).toBe("A-AB");
});

test("a long chain of locals does not overflow", () => {
  const chain = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`l${index}`, index === 0 ? "end" : `\${lower(local.l${index - 1})}`]),
  );
  expect(argument("${local.l20}", chain)).toBe("end");
  expect(argument("${local.l19999}", chain)).toBe("${local.l19999}");
});

test("functions of an iterator", () => {
  const { resources } = stackOf("s", "f", {
    locals,
    resource: {
      t: {
        n: { for_each: '${toset([for x in local.list : "${x}1"])}', value: '${upper("${each.key}-${local.name}")}' },
      },
    },
  });
  expect(resources.map(({ address, arguments: given }) => [address, given["value"]])).toEqual([
    ['t.n["a1"]', "A1-N"],
    ['t.n["b1"]', "B1-N"],
  ]);
});
