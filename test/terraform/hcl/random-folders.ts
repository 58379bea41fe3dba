import { Random } from "../../review/pairs/random";

/** A text as an expression, and what it is by itself: `undefined` if only Terraform or its provider knows. */
interface Text {
  readonly hcl: string;
  readonly value: string | undefined;
}

/** A resource that a folder must have. */
export interface ExpectedResource {
  readonly address: string;
  readonly texts: Readonly<Record<string, ExpectedText>>;
  readonly documents: Readonly<Record<string, ExpectedDocument>>;
  /** Whether it is not known how many there are. Then the address is that of the block. */
  readonly isOpen: boolean;
}

export interface ExpectedText {
  /** `undefined` if it is not known. */
  readonly value: string | undefined;
  /** Whether it may also count as not known: it is a reference to a name, or Terraform refuses a part of it. */
  readonly isLoose: boolean;
}

export interface ExpectedDocument {
  readonly actions: readonly ExpectedText[];
  readonly resource: ExpectedText;
}

/** A folder of Terraform files. */
export interface RandomFolder {
  readonly files: Readonly<Record<string, string>>;
  readonly resources: readonly ExpectedResource[];
}

const words = ["a", "logs", "Team-1", "x y", "", "0", "true", "null", "你好", "é", "😀", "a.b/c_d", "-"];
const oddWords = [...words, 'say "hi"', "back\\slash", "tab\there", "${x}", "$${x}", "%{ if }", "$", "100%", "a\nb"];

/** Writes the files of one module, and the texts in it. */
class Module {
  public readonly parts: string[] = [];
  public readonly resources: ExpectedResource[] = [];
  public readonly assignments: string[] = [];
  public readonly others: Record<string, string> = {};
  private count = 0;
  /** References to what is loose. */
  private readonly loose: RegExp[] = [/missing|etc\/|alicloud_ram_user\.|timestamp|== "a" \?/];

  public constructor(
    private readonly random: Random,
    private readonly prefix: string,
    private readonly depth: number,
  ) {}

  public name(start: string): string {
    return `${start}${this.count++}`;
  }

  /** A name for what this expression makes. */
  private named(path: string, start: string, hcl: string): string {
    const name = this.name(start);
    if (this.isLoose(hcl)) this.loose.push(new RegExp(`${path.replaceAll(".", "\\.")}${name}\\b`));
    return name;
  }

  private isLoose(hcl: string): boolean {
    return this.loose.some((one) => one.test(hcl));
  }

  /** @param each what stands for texts in an instance of a block */
  public text(depth: number, each: readonly Text[] = [], odd = true): Text {
    const { random } = this;
    const inner = (): Text => this.text(depth - 1, each, odd);
    if (depth <= 0) return random.chance(0.3) && each.length > 0 ? random.one(each) : this.literal(odd);
    const kinds: readonly (() => Text)[] = [
      () => this.literal(odd),
      () => this.literal(odd),
      () => this.joined([inner(), inner()]),
      () => this.local(inner()),
      () => this.variable(),
      () => this.conditional(inner(), inner()),
      () => this.called(inner()),
      () => this.listed([inner(), inner()]),
      () => this.directive(inner(), inner()),
      () => this.ofFile(),
      () => this.attribute(),
      () => this.openText(),
      () => (this.depth < 2 ? this.ofModule(inner()) : inner()),
      () => (each.length > 0 ? random.one(each) : inner()),
    ];
    return random.one(kinds)();
  }

  private literal(odd: boolean): Text {
    const value = this.random.one(odd ? oddWords : words);
    return { hcl: quoted(value), value };
  }

  private joined(texts: readonly Text[]): Text {
    const [first, second] = texts;
    const value = texts.some((one) => one.value === undefined) ? undefined : texts.map((one) => one.value).join("-");
    const space = this.random.one(["", " ", "\n"]);
    return { hcl: `"\${${space}${first?.hcl ?? ""}${space}}-\${${second?.hcl ?? ""}}"`, value };
  }

  private local({ hcl, value }: Text): Text {
    // What is of an instance only, has no meaning in a local.
    if (/\b(?:each|count)\./.test(hcl)) return { hcl: `(${hcl})`, value };
    const name = this.named("local.", "l", hcl);
    this.parts.push(`locals {\n  ${name} = ${oneLine(hcl)}\n}\n`);
    return { hcl: this.random.one([`local.${name}`, `"\${local.${name}}"`]), value };
  }

  private variable(): Text {
    const name = this.name("v");
    const value = this.random.one(words);
    const how = this.random.below(this.depth === 0 ? 4 : 1);
    if (how === 0) this.parts.push(`variable "${name}" {\n  type    = string\n  default = ${quoted(value)}\n}\n`);
    else this.parts.push(`variable "${name}" {\n  type = ${this.random.one(["string", "any"])}\n}\n`);
    if (how === 1) this.assignments.push(`${name} = ${quoted(value)}`);
    return { hcl: `var.${name}`, value: how < 2 ? value : undefined };
  }

  private conditional(one: Text, other: Text): Text {
    const isOfInstance = [one, other].some(({ value = "" }) => /[\uE001-\uE003]/.test(value));
    const how = this.random.below(isOfInstance ? 2 : 3);
    if (how === 0) return { hcl: `(true ? ${one.hcl} : ${other.hcl})`, value: one.value };
    if (how === 1) return { hcl: `("a" == "b" ? ${one.hcl} : ${other.hcl})`, value: other.value };
    const isSame = one.value === other.value;
    return {
      hcl: `(${this.openText().hcl} == "a" ? ${one.hcl} : ${other.hcl})`,
      value: isSame ? one.value : undefined,
    };
  }

  private called({ hcl, value }: Text): Text {
    const of = (name: string, change: (text: string) => string): Text => ({
      hcl: `${name}(${hcl})`,
      value: value === undefined ? undefined : change(value),
    });
    return this.random.one([
      () => of("upper", (text) => text.toUpperCase()),
      () => of("jsonencode", encoded),
      () => of("tostring", (text) => text),
      () => ({ hcl: `jsondecode(jsonencode({ k = ${hcl} })).k`, value }),
      () => ({ hcl: `format("<%s>", ${hcl})`, value: value === undefined ? undefined : `<${value}>` }),
      () => ({ hcl: `join("/", ["p", ${hcl}])`, value: value === undefined ? undefined : `p/${value}` }),
      () => ({ hcl: `lookup({ k = ${hcl} }, "k", "other")`, value }),
      () => ({ hcl: `try(local.there_is_none, ${hcl})`, value }),
      () => ({ hcl: `coalesce("first", ${hcl})`, value: "first" }),
      () => ({ hcl: `base64decode(base64encode(${hcl}))`, value }),
    ])();
  }

  private listed([one, other]: readonly [Text, Text]): Text {
    const list = `[${one.hcl}, ${other.hcl}]`;
    const isOpen = one.value === undefined || other.value === undefined;
    return this.random.one([
      () => ({ hcl: `${list}[0]`, value: one.value }),
      () => ({ hcl: `element(${list}, 3)`, value: other.value }),
      () => ({ hcl: `{ a = ${one.hcl}, "b" = ${other.hcl} }["b"]`, value: other.value }),
      () => ({
        hcl: `join(",", [for s in ${list} : "\${s}!"])`,
        value: isOpen ? undefined : `${one.value}!,${other.value}!`,
      }),
      () => ({ hcl: `join("+", ${list}.*)`, value: isOpen ? undefined : `${one.value}+${other.value}` }),
    ])();
  }

  private directive(one: Text, other: Text): Text {
    const isOpen = one.value === undefined || other.value === undefined;
    return this.random.one([
      () => ({ hcl: `"%{ if true }\${${one.hcl}}%{ else }\${${other.hcl}}%{ endif }"`, value: one.value }),
      () => ({
        hcl: `"%{ for s in [${one.hcl}, ${other.hcl}] ~}\${s};%{ endfor }"`,
        value: isOpen ? undefined : `${one.value};${other.value};`,
      }),
    ])();
  }

  private ofFile(): Text {
    const value = this.random.one(words);
    const file = `${this.name("text")}.txt`;
    if (this.random.chance(0.2)) return { hcl: `file("${"../".repeat(9)}etc/${file}")`, value: undefined };
    if (this.random.chance(0.2)) return { hcl: `file("\${path.module}/missing-${file}")`, value: undefined };
    const isTemplate = this.random.chance(0.5);
    this.others[file] = isTemplate ? "<${name}>" : value;
    return isTemplate
      ? { hcl: `templatefile("\${path.module}/${file}", { name = ${quoted(value)} })`, value: `<${value}>` }
      : { hcl: `file("\${path.module}/${file}")`, value };
  }

  private attribute(): Text {
    const [name, value] = [this.name("u"), `user-${this.count}`];
    this.parts.push(`resource "alicloud_ram_user" "${name}" {\n  name = ${quoted(value)}\n}\n`);
    this.expect({ address: `alicloud_ram_user.${name}`, texts: { name: { value, isLoose: false } } });
    return { hcl: `alicloud_ram_user.${name}.name`, value };
  }

  private openText(): Text {
    const name = this.name("d");
    return this.random.one([
      () => {
        this.parts.push(`data "alicloud_account" "${name}" {}\n`);
        return { hcl: `data.alicloud_account.${name}.id`, value: undefined };
      },
      () => {
        this.parts.push(`resource "alicloud_vpc" "${name}" {\n  cidr_block = "10.0.0.0/8"\n}\n`);
        return { hcl: `alicloud_vpc.${name}.id`, value: undefined };
      },
      () => ({ hcl: "timestamp()", value: undefined }),
      () => ({ hcl: "path.cwd", value: undefined }),
      () => ({ hcl: `local.missing_${name}`, value: undefined }),
    ])();
  }

  /** A text that goes through a module. */
  private ofModule(given: Text): Text {
    if (/\b(?:each|count)\./.test(given.hcl)) return given;
    const name = this.named("module.", "m", given.hcl);
    if (this.random.chance(0.15)) {
      this.parts.push(
        `module "${name}" {\n  source = "registry.example/${name}/x/y"\n  x = ${oneLine(given.hcl)}\n}\n`,
      );
      return { hcl: `module.${name}.x`, value: undefined };
    }
    const inner = new Module(this.random, `${this.prefix}module.${name}.`, this.depth + 1);
    inner.parts.push(`variable "x" {\n  type = string\n}\noutput "x" {\n  value = "[\${var.x}]"\n}\n`);
    if (this.random.chance(0.5)) inner.resource();
    this.parts.push(`module "${name}" {\n  source = "./${name}"\n  x = ${oneLine(given.hcl)}\n}\n`);
    for (const [file, text] of Object.entries(inner.files())) this.others[`${name}/${file}`] = text;
    this.resources.push(...inner.resources);
    return { hcl: `module.${name}.x`, value: given.value === undefined ? undefined : `[${given.value}]` };
  }

  private expect(found: Pick<ExpectedResource, "address"> & Partial<ExpectedResource>): void {
    const { address, texts = {}, documents = {}, isOpen = false } = found;
    this.resources.push({ address: `${this.prefix}${address}`, texts, documents, isOpen });
  }

  /** A resource of RAM, perhaps with several instances. */
  public resource(): void {
    const { random } = this;
    const name = this.name("r");
    const isRole = random.chance(0.3);
    const type = isRole ? "alicloud_ram_role" : "alicloud_ram_policy";
    const iterations = this.iterations();
    const written = this.document(isRole, iterations.texts);
    const description = this.text(2, iterations.texts);
    const title = this.text(1, iterations.texts, false);
    const argument = isRole ? "assume_role_policy_document" : random.one(["policy_document", "document"]);
    const titled = isRole ? "role_name" : random.one(["policy_name", "name"]);
    const body = [
      ...(iterations.hcl === "" ? [] : [iterations.hcl]),
      ...random.one([
        [`${titled} = ${title.hcl}`, `description = ${description.hcl}`],
        [`description = ${description.hcl} # the name is below`, `/* here */ ${titled} = ${title.hcl} // so`],
      ]),
      `${argument} = ${written.hcl}`,
      ...random.one([[], [], ["lifecycle {\n    prevent_destroy = true\n  }"], ["depends_on = [alicloud_vpc.none]"]]),
    ];
    this.parts.push(`resource "${type}" "${name}" {\n${body.map((line) => `  ${line}\n`).join("")}}\n`);
    const address = `${type}.${name}`;
    for (const instance of iterations.instances) {
      const at = (text: Text): ExpectedText => ({ value: instance.of(text), isLoose: this.isLoose(text.hcl) });
      this.expect({
        address: `${address}${instance.index}`,
        texts: { [titled]: at(title), description: at(description) },
        documents:
          written.parts === undefined
            ? {}
            : { [argument]: { actions: written.parts.actions.map(at), resource: at(written.parts.resource) } },
        isOpen: iterations.isOpen,
      });
    }
  }

  /** What `count` or `for_each` of a block makes. */
  private iterations(): Iterations {
    const own = (text: Text): string | undefined => text.value;
    const one: Iterations = { hcl: "", texts: [], isOpen: false, instances: [{ index: "", of: own }] };
    const kind = this.random.below(9);
    if (kind < 5) return one;
    const keys = this.random.some(["1", "2 2", "你好", "0", "3.4"]);
    // No function that is called changes these signs, nor the texts that take their place.
    const signs = { "each.key": "\uE001", "each.value": "\uE002", "count.index": "\uE003" } as const;
    const marked = (name: keyof typeof signs): Text => ({ hcl: name, value: signs[name] });
    const fill =
      (values: Partial<Record<keyof typeof signs, string>>) =>
      ({ value }: Text): string | undefined =>
        Object.entries(signs).reduce<string | undefined>(
          (text, [name, sign]) => text?.replaceAll(sign, values[name as keyof typeof signs] ?? sign),
          value,
        );
    switch (kind) {
      case 5: {
        const number = this.random.below(4);
        const instances = Array.from({ length: number }, (_, index) => ({
          index: `[${index}]`,
          of: fill({ "count.index": String(index) }),
        }));
        const hcl = this.random.one([`count = ${number}`, `count = "${number}"`, `count = length(range(${number}))`]);
        return {
          hcl,
          texts: [{ hcl: 'format("%d", count.index)', value: signs["count.index"] }],
          isOpen: false,
          instances,
        };
      }
      case 6: {
        const open = this.openText();
        return {
          hcl: this.random.one([
            `count = ${open.hcl} == "a" ? 1 : tonumber(${open.hcl})`,
            `for_each = toset([${open.hcl}])`,
            `for_each = { for k in ["a", "b"] : k => k if k != ${open.hcl} }`,
            `count = 1000000000`,
          ]),
          texts: [],
          isOpen: true,
          instances: [{ index: "", of: own }],
        };
      }
      case 7: {
        const list = keys.map(quoted).join(", ");
        const instances = keys.map((key) => ({
          index: `[${JSON.stringify(key)}]`,
          of: fill({ "each.key": key, "each.value": key }),
        }));
        return {
          hcl: `for_each = toset([${list}])`,
          texts: [marked("each.key"), marked("each.value")],
          isOpen: false,
          instances,
        };
      }
      default: {
        const map = keys.map((key) => `${quoted(key)} = ${quoted(`#${key}`)}`).join(", ");
        const instances = keys.map((key) => ({
          index: `[${JSON.stringify(key)}]`,
          of: fill({ "each.key": key, "each.value": `#${key}` }),
        }));
        const hcl = this.random.one([`for_each = { ${map} }`, `for_each = merge({ ${map} }, {})`]);
        return { hcl, texts: [marked("each.key"), marked("each.value")], isOpen: false, instances };
      }
    }
  }

  private document(isTrust: boolean, each: readonly Text[]): WrittenDocument {
    const { random } = this;
    const actions = Array.from({ length: 1 + random.below(2) }, () => this.text(2, each, false));
    const resource = this.text(3, each, false);
    const parts = { actions, resource };
    const statement = `{ Effect = "Allow", Action = [${actions.map(({ hcl }) => hcl).join(", ")}], Resource = ${resource.hcl} }`;
    const object = `{ Version = "1", Statement = [${statement}] }`;
    const json = `{"Version": "1", "Statement": [{"Effect": "Allow", "Action": \${jsonencode([${actions.map(({ hcl }) => hcl).join(", ")}])}, "Resource": \${jsonencode(${resource.hcl})}}]}`;
    return random.one<() => WrittenDocument>([
      () => ({ hcl: `jsonencode(${object})`, parts }),
      () => ({ hcl: `<<EOT\n${json}\nEOT`, parts }),
      () => ({ hcl: `<<-EOT\n      ${json}\n    EOT`, parts }),
      () => ({ hcl: `(${this.openText().hcl} == "a" ? jsonencode(${object}) : "{}")`, parts: undefined }),
      () => ({ hcl: `jsonencode(merge(${object}, ${isTrust ? "{}" : '{ Version = "1" }'}))`, parts }),
      () => this.ofData(parts, each),
    ])();
  }

  private ofData(parts: NonNullable<WrittenDocument["parts"]>, each: readonly Text[]): WrittenDocument {
    const all = [...parts.actions, parts.resource];
    const isOfInstance = each.length > 0 || all.some(({ hcl }) => /\b(?:each|count)\./.test(hcl));
    // The provider encodes a text that is JSON itself once more.
    const isTwiceEncoded = all.some(({ hcl, value }) => value === undefined && hcl.includes("jsonencode("));
    if (isOfInstance || isTwiceEncoded) return { hcl: "null", parts: undefined };
    const name = this.named("data.alicloud_ram_policy_document.", "doc", all.map(({ hcl }) => hcl).join(" "));
    const actions = `[${parts.actions.map(({ hcl }) => hcl).join(", ")}]`;
    const statement = `effect = "Allow"\n    action = ${actions}\n    resource = [${parts.resource.hcl}]`;
    const block = this.random.chance(0.5)
      ? `statement {\n    ${statement}\n  }`
      : `dynamic "statement" {\n    for_each = ["one"]\n    content {\n    ${statement}\n    }\n  }`;
    this.parts.push(`data "alicloud_ram_policy_document" "${name}" {\n  version = "1"\n  ${block}\n}\n`);
    return { hcl: `data.alicloud_ram_policy_document.${name}.document`, parts };
  }

  /** The files, with what is no matter to RAM between their parts. */
  public files(): Readonly<Record<string, string>> {
    const { random } = this;
    const noise = [
      '# a comment { " <<EOT\n',
      "/* another\n one } */\n",
      "// one more ${\n",
      'terraform {\n  required_version = ">= 1.3"\n}\n',
      'output "o" {\n  value = "x"\n}\n',
      'check "c" {\n  assert {\n    condition     = true\n    error_message = "no"\n  }\n}\n',
      "moved {\n  from = alicloud_ram_user.old\n  to   = alicloud_ram_user.new\n}\n",
      'provider "alicloud" {\n  region = "cn-hangzhou"\n}\n',
    ];
    const [main, more]: [string[], string[]] = [[], []];
    for (const part of this.parts) {
      // What a document of a data source refers to may be anywhere.
      (random.chance(0.7) ? main : more).push(part);
    }
    if (random.chance(0.5)) main.unshift(...noise.filter(() => random.chance(0.3)));
    const end = random.one(["\n", "\n", "\n", "\r\n"]);
    const written = (parts: readonly string[]): string => parts.join(random.one(["", "\n", "\n\n"]));
    const isSafe = !this.parts.some((part) => part.includes("<<"));
    const found: Record<string, string> = { ...this.others, "main.tf": written(main) };
    if (more.length > 0) found["more.tf"] = written(more);
    if (isSafe && end === "\r\n") found["main.tf"] = (found["main.tf"] ?? "").replaceAll("\n", end);
    if (random.chance(0.1)) found["main.tf"] = `\uFEFF${found["main.tf"] ?? ""}`;
    if (random.chance(0.2)) found["a.tftest.hcl"] = "run {{{";
    if (random.chance(0.1)) found["b.tofu"] = 'resource "alicloud_ram_user" "tofu" {\n  name = "x"\n}\n';
    if (this.assignments.length > 0) found["terraform.tfvars"] = `${this.assignments.join("\n")}\n`;
    return found;
  }
}

interface Iterations {
  readonly hcl: string;
  readonly texts: readonly Text[];
  readonly isOpen: boolean;
  readonly instances: readonly { readonly index: string; readonly of: (text: Text) => string | undefined }[];
}

interface WrittenDocument {
  readonly hcl: string;
  /** `undefined` if it is not known as a whole. */
  readonly parts: { readonly actions: readonly Text[]; readonly resource: Text } | undefined;
}

function quoted(value: string): string {
  const escaped = JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");
  return escaped;
}

/** As Terraform's jsonencode escapes. */
function encoded(value: string): string {
  return JSON.stringify(value).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** An argument ends at the end of the line unless it is in brackets. */
function oneLine(hcl: string): string {
  return `(${hcl})`;
}

/** A folder that is the same for the same seed. Terraform would read it. */
export function randomFolder(seed: number): RandomFolder {
  const random = new Random(seed);
  const root = new Module(random, "", 0);
  for (let at = 0; at < 1 + random.below(3); at++) root.resource();
  return { files: root.files(), resources: root.resources };
}

const junk = [
  ...["{", "}", "[", "]", "(", ")", '"', "'", "$", "%", "=", ",", ".", ":", "?", "!", "#", "/", "*", "<", "\\"],
  ...["\n", "\r", "\t", " ", "\u0000", "é", "${", "%{", "<<EOT\n", "*/", "/*"],
  'resource "alicloud_ram_policy" "r0" {}\n',
];

/** The same folder with some mistakes. Terraform may refuse it. */
export function brokenFolder(seed: number): Readonly<Record<string, string>> {
  const random = new Random(seed ^ 0x2545f491);
  const files = { ...randomFolder(seed).files };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const name = random.one(Object.keys(files));
    files[name] = mistaken(files[name] ?? "", random);
  }
  return files;
}

function mistaken(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const lines = text.split("\n");
  const line = random.below(lines.length);
  return random.one([
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + 1 + random.below(3)),
    () => text.slice(0, at) + random.one(junk) + text.slice(at),
    () => lines.filter((_, index) => index !== line).join("\n"),
    () => lines.flatMap((one, index) => (index === line ? [lines[random.below(lines.length)], one] : [one])).join("\n"),
    () => text + text,
    () => text.replace(/[lvmdru]\d+/, (name) => `${name[0] ?? "l"}${random.below(9)}`),
    () => text.replaceAll(/local\.l\d+/g, () => `local.l${random.below(9)}`),
    () => text.replace(/count = .*/, "count = -1"),
    () => text.replace(/"([^"$\n]*)"/, () => `"${"${".repeat(200)}"`),
    () => text.replace('source = "./', 'source = "../../../'),
  ])();
}
