import { readFileSync } from "node:fs";
import path from "node:path";
import { type Style, styles } from "./styles";

/** How the values of a document are given, and what the document then has. `?` stands for a text that is not known. */
interface Way {
  readonly name: string;
  /** Expressions. */
  readonly actions: string;
  readonly resource: string;
  /** Further files. */
  readonly more: Readonly<Record<string, string>>;
  readonly known: string;
}

const ways: readonly Way[] = [
  {
    name: "literal values",
    actions: '["oss:GetObject", "oss:ListObjects"]',
    resource: '"acs:oss:*:*:logs/*"',
    more: {},
    known: "acs:oss:*:*:logs/*",
  },
  {
    name: "variables with values in files",
    actions: "var.actions",
    resource: '"acs:oss:*:${var.account}:${var.bucket}/*"',
    more: {
      "variables.tf":
        'variable "actions" {}\nvariable "account" { type = string }\nvariable "bucket" {\n  default = "logs"\n}\n',
      "terraform.tfvars": 'actions = ["oss:GetObject", "oss:ListObjects"]\naccount = 123\n',
    },
    known: "acs:oss:*:123:logs/*",
  },
  {
    name: "a text that only the provider knows",
    actions: "var.actions",
    resource: '"acs:oss:*:${data.alicloud_account.me.id}:logs/*"',
    more: {
      "account.tf": 'data "alicloud_account" "me" {}\n\nvariable "actions" {\n  type = list(string)\n}\n',
      "team.auto.tfvars": 'actions = ["oss:GetObject", "oss:ListObjects"]\n',
    },
    known: "acs:oss:*:?:logs/*",
  },
];

/** A folder with one policy. */
export interface FolderRow {
  readonly title: string;
  readonly style: Style;
  readonly way: Way;
}

/** 60 folders, of which two thirds are roots with values of variables in files. */
export const folderRows: readonly FolderRow[] = ways.flatMap((way) =>
  styles.map((style) => ({ title: `${style.name}, ${way.name}`, style, way })),
);

export function filesOf({ style, way }: FolderRow): Readonly<Record<string, string>> {
  return { ...style.files(way), ...way.more };
}

/**
 * The documents in the plans of Terraform 1.11.4 with the provider 1.289.0 against the emulator, by the titles of folders.
 * `null` where Terraform refuses the folder. Recorded with `RECORD_PLANS=1 node scripts/test-e2e.mjs 14-`.
 */
export function recordedPlans(): Readonly<Record<string, unknown>> {
  const text = readFileSync(path.join(__dirname, "planned-documents.json"), "utf8");
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
