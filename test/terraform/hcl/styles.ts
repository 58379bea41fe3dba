/** A way to write a policy document in HCL. */
export interface Style {
  readonly name: string;
  /** The files of a folder with policy `p`, whose document has these actions and this resource, both as expressions. */
  readonly files: (given: { readonly actions: string; readonly resource: string }) => Readonly<Record<string, string>>;
  /** Of how many of 205 public documents this is the way; the rest are rare. */
  readonly share: number;
}

const policy = (document: string, more = ""): string =>
  `resource "alicloud_ram_policy" "p" {\n  policy_name     = "p"\n  policy_document = ${document}\n}\n${more}`;

const encoded = (actions: string, resource: string): string => `jsonencode({
    Version = "1"
    Statement = [{
      Effect   = "Allow"
      Action   = ${actions}
      Resource = [${resource}]
    }]
  })`;

const template = (actions: string, resource: string): string =>
  `{"Version": "1", "Statement": [{"Effect": "Allow", "Action": \${jsonencode(${actions})}, "Resource": ["\${${resource}}"]}]}`;

const main = (text: string): Readonly<Record<string, string>> => ({ "main.tf": text });

export const styles: readonly Style[] = [
  {
    name: "heredoc",
    share: 118,
    files: ({ actions, resource }) => main(policy(`<<EOF\n${template(actions, resource)}\nEOF\n`)),
  },
  {
    name: "indented heredoc",
    share: 34,
    files: ({ actions, resource }) =>
      main(
        policy(`<<-EOT
    {
      "Version": "1",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": \${jsonencode(${actions})},
          "Resource": [
            "\${${resource}}"
          ]
        }
      ]
    }
  EOT
`),
      ),
  },
  { name: "jsonencode", share: 15, files: ({ actions, resource }) => main(policy(encoded(actions, resource))) },
  {
    name: "each.value",
    share: 7,
    files: ({ actions, resource }) =>
      main(`resource "alicloud_ram_policy" "p" {
  for_each = { p = { actions = ${actions}, resource = ${resource} } }
  policy_name     = each.key
  policy_document = ${encoded("each.value.actions", "each.value.resource")}
}
`),
  },
  {
    name: "quoted",
    share: 5,
    files: ({ actions, resource }) =>
      main(
        policy(
          `"{\\"Version\\": \\"1\\", \\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \${jsonencode(${actions})}, \\"Resource\\": [\\"\${${resource}}\\"]}]}"`,
        ),
      ),
  },
  {
    name: "variable of a module",
    share: 8,
    files: ({ actions, resource }) => ({
      "main.tf": `module "m" {\n  source   = "./m"\n  document = ${encoded(actions, resource)}\n}\n`,
      "m/main.tf": policy("var.document", 'variable "document" { type = string }\n'),
    }),
  },
  {
    name: "conditional",
    share: 4,
    files: ({ actions, resource }) => main(policy(`length(${actions}) > 0 ? ${encoded(actions, resource)} : "{}"`)),
  },
  {
    name: "data source",
    share: 4,
    files: ({ actions, resource }) =>
      main(
        policy(
          "data.alicloud_ram_policy_document.d.document",
          `data "alicloud_ram_policy_document" "d" {
  version = "1"
  statement {
    effect   = "Allow"
    action   = ${actions}
    resource = [${resource}]
  }
}
`,
        ),
      ),
  },
  {
    name: "format",
    share: 2,
    files: ({ actions, resource }) =>
      main(
        policy(
          `format("{\\"Version\\": \\"1\\", \\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": %s, \\"Resource\\": [\\"%s\\"]}]}", jsonencode(${actions}), ${resource})`,
        ),
      ),
  },
  {
    name: "templatefile",
    share: 1,
    files: ({ actions, resource }) => ({
      "main.tf": policy(`templatefile("\${path.module}/p.json.tpl", { actions = ${actions}, resource = ${resource} })`),
      "p.json.tpl": template("actions", "resource"),
    }),
  },
  {
    name: "coalesce",
    share: 1,
    files: ({ actions, resource }) => main(policy(`coalesce("", ${encoded(actions, resource)})`)),
  },
  {
    name: "local",
    share: 0,
    files: ({ actions, resource }) =>
      main(
        policy(
          "jsonencode(local.document)",
          `locals {
  document = {
    Version   = "1"
    Statement = local.statements
  }
  statements = [for one in [${resource}] : { Effect = "Allow", Action = ${actions}, Resource = [one] }]
}
`,
        ),
      ),
  },
  {
    name: "merge and concat",
    share: 0,
    files: ({ actions, resource }) =>
      main(
        policy(
          `jsonencode(merge({ Version = "1" }, { Statement = concat([], [{ Effect = "Allow", Action = flatten([${actions}]), Resource = compact(["", ${resource}]) }]) }))`,
        ),
      ),
  },
  {
    name: "dynamic blocks",
    share: 0,
    files: ({ actions, resource }) =>
      main(
        policy(
          "data.alicloud_ram_policy_document.d.document",
          `data "alicloud_ram_policy_document" "d" {
  version = "1"
  dynamic "statement" {
    for_each = [{ actions = ${actions}, on = ${resource} }]
    iterator = each_one
    content {
      effect   = "Allow"
      action   = each_one.value.actions
      resource = [each_one.value.on]
    }
  }
}
`,
        ),
      ),
  },
  {
    name: "count",
    share: 0,
    files: ({ actions, resource }) =>
      main(`resource "alicloud_ram_policy" "p" {
  count           = length(${actions}) > 0 ? 1 : 0
  policy_name     = "p"
  policy_document = ${encoded(actions, resource)}
}
`),
  },
  {
    name: "old syntax",
    share: 0,
    files: ({ actions, resource }) =>
      main(`resource "alicloud_ram_policy" "p" {
  name     = "p"
  document = "\${jsonencode({ "Version" = "1", "Statement" = ["\${{ Effect = "Allow", Action = ${actions}, Resource = list("\${${resource}}") }}"] })}"
}
`),
  },
  {
    name: "statement blocks",
    share: 0,
    files: ({ actions, resource }) =>
      main(`resource "alicloud_ram_policy" "p" {
  policy_name = "p"
  version     = "1"
  statement {
    effect   = "Allow"
    action   = ${actions}
    resource = [${resource}]
  }
}
`),
  },
  {
    name: "file and replace",
    share: 0,
    files: ({ actions, resource }) => ({
      "main.tf": policy(
        `replace(replace(file("\${path.module}/p.json"), "\\"ACTIONS\\"", jsonencode(${actions})), "RESOURCE", ${resource})`,
      ),
      "p.json": '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "ACTIONS", "Resource": ["RESOURCE"]}]}',
    }),
  },
  {
    name: "module in a module",
    share: 0,
    files: ({ actions, resource }) => ({
      "main.tf": `module "outer" {\n  source = "./modules/outer"\n  what   = { actions = ${actions}, on = ${resource} }\n}\n`,
      "modules/outer/main.tf": `variable "what" {
  type = object({ actions = set(string), on = string, note = optional(string, "none") })
}
module "inner" {
  source   = "../inner"
  for_each = toset(["p"])
  name     = each.value
  json     = ${encoded("var.what.actions", "var.what.on")}
}
`,
      "modules/inner/main.tf": `variable "name" {}
variable "json" {}
resource "alicloud_ram_policy" "p" {
  policy_name     = var.name
  policy_document = var.json
}
`,
    }),
  },
  {
    name: "JSON syntax",
    share: 0,
    files: ({ actions, resource }) => ({
      "main.tf.json": JSON.stringify({
        locals: { actions: `\${${actions}}`, resource: `\${${resource}}` },
        resource: {
          alicloud_ram_policy: {
            p: { policy_name: "p", policy_document: template("local.actions", "local.resource") },
          },
        },
      }),
    }),
  },
];
