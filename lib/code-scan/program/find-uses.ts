import { foldCase } from "../../policy/letter-case";
import { type CodeUnknown, type CodeUse, type UnknownKind } from "../code-use";
import type { MethodFacts, SdkClass } from "../sdk/method-facts";
import { codeOfVersion, operationNamed } from "../sdk/generated-clients";
import { sdkPackage } from "../sdk/packages";
import { planes } from "../sdk/planes";
import { Constants } from "./constants";
import { type Evaluator, lastName } from "./evaluate";
import { LineNumbers } from "./line-numbers";
import type { CallExpression, Expression, Module, NameExpression, Source } from "./syntax";
import type { Value } from "./values";

/** The calls of a file, and those that are not known. */
export interface ModuleUses {
  readonly uses: readonly CodeUse[];
  readonly unknown: readonly CodeUnknown[];
}

/** Finds the calls of SDKs in one file. */
export function usesIn(module: Module, evaluator: Evaluator): ModuleUses {
  return new UseFinder(module, evaluator).find();
}

/** How a setting that decides about a call is written in code. Other settings do not appear in code. */
const settings: readonly (readonly [when: RegExp, written: RegExp])[] = [[/^workspace_?name/i, /\bworkspace_?name\b/i]];

/** The account may be inserted when the program runs. */
const roleArn = /acs:ram::([^:"'`\n]{0,80}):role\/([\w.@-]+)/gi;
const roleSetting = /(?:execution_?role(?:_?(?:arn|name))?|role_?arn)["']?\s*[=:](?!=)/i;

/** Functions that only inspect a client, or whose effect the scan knows. */
const harmless: ReadonlySet<string> = new Set([
  ...[
    "print",
    "isinstance",
    "type",
    "id",
    "str",
    "repr",
    "hasattr",
    "len",
    "bool",
    "getattr",
    "Depends",
    "partial",
    "list",
  ],
  ...[
    "tuple",
    "append",
    "push",
    "add",
    "set",
    "log",
    "info",
    "debug",
    "closing",
    "aclosing",
    "cast",
    "super",
    "callable",
  ],
  ...[
    "enter_context",
    "enter_async_context",
    "resolve",
    "dict",
    "assert",
    "freeze",
    "assertIsInstance",
    "ValueOf",
    "call",
    "apply",
    "bind",
  ],
]);

class UseFinder {
  private readonly uses = new Map<string, CodeUse>();
  private readonly unknown = new Map<string, CodeUnknown>();
  private readonly lines: LineNumbers;
  private readonly constants: Constants;

  public constructor(
    private readonly module: Module,
    private readonly evaluator: Evaluator,
  ) {
    this.lines = new LineNumbers(module.text);
    this.constants = new Constants(module, evaluator.imports);
  }

  public find(): ModuleUses {
    const { members, indexes, calls, taken, imports, language } = this.module;
    for (const { specifier, at } of imports) {
      const found = sdkPackage(specifier, language);
      if (found?.notListed === true) {
        this.report("unlisted package", at, `calls of ${found.title} are not known: no table has them`);
      }
    }
    for (const member of members) {
      this.readMember(this.evaluator.evaluate(member.object), member.name, member.at, member.call, member.object);
    }
    for (const { of, name, at } of taken) this.readMember(this.valuesOf(of), name, at, undefined, undefined);
    for (const { object, index, at, call } of indexes) {
      const values = this.evaluator.evaluate(object);
      if (index?.kind === "text") this.readMember(values, index.value, index.at, call, object);
      else this.readDynamic(values, at);
    }
    for (const call of calls) this.readCall(call);
    return { uses: [...this.uses.values()], unknown: [...this.unknown.values()] };
  }

  private valuesOf(source: Source): readonly Value[] {
    return this.evaluator.sourceValues(source);
  }

  private readMember(
    values: readonly Value[],
    name: string,
    at: number,
    call: CallExpression | undefined,
    object: Expression | undefined,
  ): void {
    const found: { readonly facts: MethodFacts; readonly class: SdkClass }[] = [];
    const lacking: SdkClass[] = [];
    let isElsewhere = false;
    for (const value of values) {
      const classes = this.sdkClasses(value, name);
      if (classes === "own") isElsewhere = true;
      else {
        for (const one of classes) {
          const facts = one.method(name);
          if (facts === undefined) lacking.push(one);
          else found.push({ facts, class: one });
        }
      }
    }
    const isEither = new Set(found.map(({ facts }) => JSON.stringify([facts.calls, facts.plane]))).size > 1;
    for (const { facts, class: of } of found) this.use(facts, of.title, name, at, call, isEither);
    if (call === undefined || found.length > 0 || isElsewhere) return;
    const [first] = lacking;
    const operation = operationNamed(name, this.module.language);
    if (first !== undefined) {
      this.report("unknown method", at, `no table has the method ${name} of ${first.title}`, {
        codes: first.codes,
      });
    } else if (values.length === 0 && object !== undefined && operation !== undefined) {
      this.report("unknown object", at, `${name} is called on an object that the scan cannot follow`, { operation });
    }
  }

  /** The classes of SDKs from which a value gets a member; `own` if the scanned files define it. */
  private sdkClasses(value: Value, name: string, depth = 0): readonly SdkClass[] | "own" {
    if (value.kind !== "instance" && value.kind !== "class") return value.kind === "package" ? [] : "own";
    const { of } = value;
    if (of.from === "sdk") return [of.class];
    const { methods, fields } = of.class;
    if (methods.has(name) || fields.has(name) || depth > 8) return "own";
    const bases = this.evaluator.basesOf(of.class).map((base) => this.sdkClasses(base, name, depth + 1));
    const found = bases.flatMap((one) => (one === "own" ? [] : one));
    return found.length > 0 ? found : "own";
  }

  private readDynamic(values: readonly Value[], at: number): void {
    const value = values.find(
      (one) =>
        ((one.kind === "instance" || one.kind === "class") && one.of.from === "sdk") ||
        (one.kind === "package" && one.package.notListed !== true),
    );
    if (value === undefined) return;
    const title = value.kind === "package" ? value.package.title : value.kind === "instance" || value.kind === "class" ? titleOf(value) : ""; // prettier-ignore
    const codes = value.kind === "instance" || value.kind === "class" ? codesOf(value) : ["agentrun", "devs"];
    this.report("dynamic", at, `a member of ${title} is chosen when the program runs`, { codes });
  }

  private readCall(call: CallExpression): void {
    const { callee, arguments: given } = call;
    const name = lastName(callee) ?? "";
    const values = this.evaluator.evaluate(callee);
    for (const value of values) {
      if (value.kind === "sdk function") this.use(value.facts, value.title, name, placeOf(callee, call), call, false);
      if (value.kind === "class" && value.of.from === "sdk" && value.of.class.isGenericCall === true) {
        this.genericCall(call);
      }
    }
    const [first, second] = given.map(({ value }) => value);
    if (first === undefined) return;
    if (name === "getattr" && values.length === 0) {
      const objects = this.evaluator.evaluate(first);
      if (second?.kind === "text") this.readMember(objects, second.value, second.at, call.call, first);
      else this.readDynamic(objects, call.at);
    } else if (name === "ValueOf" || name === "methodcaller") this.readDynamic(this.evaluator.evaluate(first), call.at);
    else if (values.length === 0 && !harmless.has(name)) this.handedOn(call, name);
  }

  /** A client that is handed to a function outside of the scanned files. */
  private handedOn({ arguments: given, callee, at }: CallExpression, name: string): void {
    for (const { value } of given) {
      for (const one of this.evaluator.evaluate(value)) {
        if (one.kind !== "instance" || one.of.from !== "sdk" || !one.of.class.isClient) continue;
        const where = name === "" ? "a function" : name;
        const { title, codes } = one.of.class;
        this.report("handed on", placeOf(callee, { at }), `${title} is handed to ${where}, which was not read`, {
          codes,
        });
      }
    }
  }

  /** The parameters of a generic call contain the operation and the version of the API as texts. */
  private genericCall(call: CallExpression): void {
    const record = call.arguments.flatMap(({ name, value }) => {
      if (name !== undefined) return [[name, value] as const];
      return this.evaluator
        .evaluate(value)
        .flatMap((one) => (one.kind === "record" ? one.entries.map((entry) => [entry.key, entry.value] as const) : []));
    });
    const textOf = (wanted: string): string | undefined => {
      const value = record.find(([name]) => foldCase(name) === wanted)?.[1];
      return value === undefined ? undefined : this.textIn(value);
    };
    const [action, version] = [textOf("action"), textOf("version")];
    const code = version === undefined ? undefined : codeOfVersion(version);
    const at = this.module.text.indexOf(action ?? "", call.at);
    if (action === undefined || !/^\w+$/.test(action) || code === undefined || at < 0 || at > call.end) {
      const what = action === undefined ? "the operation of a generic call is not written next to it" : `the API of the generic call ${action} is not known`; // prettier-ignore
      this.report("dynamic", call.at, what);
      return;
    }
    this.use({ calls: [`${code}:${action}`] }, "a generic call", action, at, call, false);
  }

  /** A text, also as the argument of the function of Go's SDKs that makes a pointer to it. */
  private textIn(value: Expression): string | undefined {
    const inner = value.kind === "call" && ["String", "string"].includes(lastName(value.callee) ?? "") ? value.arguments[0]?.value : value; // prettier-ignore
    const texts = inner === undefined ? [] : this.evaluator.evaluate(inner);
    const [only, ...more] = texts.flatMap((one) => (one.kind === "text" ? [one.value] : []));
    return more.length === 0 ? only : undefined;
  }

  private use(
    facts: MethodFacts,
    of: string,
    symbol: string,
    at: number,
    call: CallExpression | undefined,
    isEither: boolean,
  ): void {
    const { calls = [], if: conditional = {}, plane } = facts;
    const operations = calls.map(withCode);
    const line = this.lines.at(at);
    const text = call === undefined ? "" : this.textOf(call);
    const perhaps: { operations: readonly string[]; when: string }[] = [];
    const why: string[] = isEither ? ["the object may be of several classes"] : [];
    for (const [when, more] of Object.entries(conditional)) {
      const written = settings.find(([one]) => one.test(when))?.[1];
      if (written?.test(text) === true) operations.push(...more.map(withCode));
      else if (written === undefined) perhaps.push({ operations: more.map(withCode), when });
      // A setting that is not in the code may still be set if the argument comes from elsewhere.
      else if (call !== undefined && this.hasUnreadArgument(call))
        perhaps.push({ operations: more.map(withCode), when });
    }
    const onPlane = plane === undefined ? undefined : planes[plane];
    if (typeof onPlane === "string") this.report("unknown permission", at, `${symbol} of ${of} ${onPlane}`);
    const actions = typeof onPlane === "object" ? [onPlane] : [];
    const passes = this.passedRoles(operations, text, at);
    if (operations.length + actions.length + perhaps.length === 0) return;
    const names = isEither || call === undefined ? undefined : this.constants.namesIn(facts, call);
    const key = JSON.stringify([at, operations, actions]);
    if (this.uses.has(key)) return;
    const { file } = this.module;
    const known = names === undefined ? {} : { names };
    this.uses.set(key, { file, line, symbol, of, part: "code", operations, ...known, actions, perhaps, why, passes });
  }

  /** Roles that a call passes to a service. */
  private passedRoles(operations: readonly string[], text: string, at: number): CodeUse["passes"] {
    if (!operations.some((one) => /^(agentrun|fc|fnf|devs):(Create|Update|Put)/.test(one))) return [];
    const found = [...text.matchAll(roleArn)].map(([, account = "", role = ""]) => ({
      account: /^\d+$/.test(account) ? account : "*",
      role,
    }));
    if (found.length === 0 && roleSetting.test(text)) {
      this.report(
        "passed role",
        at,
        "a role is passed whose name is not written here: it needs ram:PassRole on the role",
      );
    }
    return found;
  }

  /** The text of a call, with the texts of the calls that its arguments come from. */
  private textOf(call: CallExpression): string {
    const { text } = this.module;
    const parts = [text.slice(call.at, call.end)];
    for (const { value } of call.arguments) {
      if (value.kind !== "name") continue;
      for (const { value: from } of valuesOfName(value)) {
        if (from.kind === "call" || from.kind === "instance") parts.push(this.rangeText(from));
        if (from.kind === "record") parts.push(...from.entries.map((entry) => this.entryText(entry)));
      }
    }
    return parts.join("\n");
  }

  private rangeText(expression: Expression): string {
    if (expression.kind === "call") return this.module.text.slice(expression.at, expression.end);
    if (expression.kind !== "instance") return "";
    return expression.arguments.map(({ name = "", value }) => this.entryText({ key: name, value })).join("\n");
  }

  private entryText({ key, value }: { readonly key: string; readonly value: Expression }): string {
    const shown = value.kind === "call" ? this.rangeText(value) : (this.textIn(value) ?? "");
    return `${key}: ${shown}`;
  }

  private hasUnreadArgument(call: CallExpression): boolean {
    return call.arguments.some(({ value }) => {
      if (value.kind !== "name") return value.kind === "unknown";
      return valuesOfName(value).every(({ value: from }) => from.kind !== "call" && from.kind !== "record" && from.kind !== "instance"); // prettier-ignore
    });
  }

  private report(
    kind: UnknownKind,
    at: number,
    what: string,
    about: Pick<CodeUnknown, "codes" | "operation"> = {},
  ): void {
    const line = this.lines.at(at);
    const key = `${kind}\n${line}\n${what}`;
    if (!this.unknown.has(key)) this.unknown.set(key, { file: this.module.file, line, kind, what, ...about });
  }
}

function valuesOfName({ name, scope }: NameExpression): readonly (Source & { kind: "value" })[] {
  for (let one: typeof scope | undefined = scope; one !== undefined; one = one.parent) {
    const bindings = one.bindings.get(name);
    if (bindings === undefined) continue;
    return bindings.flatMap(({ source }) => (source.kind === "value" ? [source] : []));
  }
  return [];
}

function placeOf(callee: Expression, call: Pick<CallExpression, "at">): number {
  return callee.kind === "name" || callee.kind === "member" ? callee.at : call.at;
}

function titleOf(value: Value & { kind: "instance" | "class" }): string {
  return value.of.from === "sdk" ? value.of.class.title : value.of.class.name;
}

function codesOf(value: Value & { kind: "instance" | "class" }): readonly string[] {
  return value.of.from === "sdk" ? value.of.class.codes : [];
}

function withCode(operation: string): string {
  return operation.includes(":") ? operation : `agentrun:${operation}`;
}
