/**
 * Time to read folders of Terraform files, compared with the HCL parser alone. Each folder has ten arguments, in the style
 * of public files. Needs a build. `node bench/hcl.mjs [folders]`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { parse } from "@cdktn/hcl2json";

const require = createRequire(import.meta.url);
const { readTerraformFolder } = require("../dist/terraform/hcl");
const count = Number(process.argv[2] ?? 1000);
const base = mkdtempSync(path.join(tmpdir(), "bench-hcl-"));

const attachment = `
resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = alicloud_ram_user.u.name
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}

resource "alicloud_ram_user" "u" {
  name         = "NAME"
  display_name = "NAME"
  comments     = local.comments
  force        = true
}

locals {
  comments = "made by \${upper("terraform")}"
}
`;

const texts = [
  `${attachment}
resource "alicloud_ram_policy" "p" {
  policy_name     = "NAME"
  description     = "heredoc"
  policy_document = <<EOF
{"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:*:NAME/*"]}]}
EOF
}
`,
  `${attachment}
variable "bucket" {
  default = "NAME"
}

resource "alicloud_ram_policy" "p" {
  policy_name     = "NAME"
  description     = "jsonencode"
  policy_document = jsonencode({
    Version = "1"
    Statement = [for action in ["oss:GetObject", "oss:ListObjects"] : {
      Effect   = "Allow"
      Action   = [action]
      Resource = ["acs:oss:*:*:\${var.bucket}/*"]
    }]
  })
}
`,
];

try {
  const folders = Array.from({ length: count }, (_, index) => write(index));
  const files = folders.map((folder) => path.join(folder, "main.tf"));
  await parse("warm.tf", ""); // both load the parser before the measurement
  readTerraformFolder(folders[0]);
  const alone = await time(async () => {
    for (const file of files) await parse(file, readFileSync(file, "utf8"));
  });
  let found = 0;
  const ours = await time(async () => {
    for (const folder of folders) {
      for (const resource of readTerraformFolder(folder).resources) found += Object.keys(resource.arguments).length;
    }
  });
  console.log(
    `${count} folders, ${found} arguments of resources: ${ours.toFixed(2)} s; ` +
      `the parser alone ${alone.toFixed(2)} s; ${(ours / alone).toFixed(2)} × of it`,
  );
} finally {
  rmSync(base, { recursive: true });
}

async function time(run) {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

function write(index) {
  const folder = path.join(base, String(index));
  mkdirSync(folder);
  writeFileSync(path.join(folder, "main.tf"), texts[index % texts.length].replaceAll("NAME", `n${index}`));
  return folder;
}
