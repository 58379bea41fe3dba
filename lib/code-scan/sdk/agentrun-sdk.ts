/* eslint-disable @typescript-eslint/no-require-imports -- the tables are large, and only a scan reads them */
import { lazy } from "../../catalog/lazy";
import type { MethodFacts, SdkClass, SdkMember, SdkPackage } from "./method-facts";

/** What the public classes and functions of an AgentRun SDK need. */
interface SymbolTable {
  readonly package: string;
  readonly version: string;
  readonly source: string;
  readonly read: string;
  readonly functions: Readonly<Record<string, MethodFacts>>;
  readonly classes: Readonly<Record<string, Readonly<Record<string, MethodFacts>>>>;
}

/** The tables, which tests read against their type. */
export const symbolTables = {
  python: lazy(() => require("../data/agentrun-python.json") as SymbolTable),
  javascript: lazy(() => require("../data/agentrun-node.json") as SymbolTable),
} as const;

/** Members that make no call and that objects of any class may have, e.g. models of pydantic or promises. */
const ofAnyObject: ReadonlySet<string> = new Set([
  ...[
    "model_dump",
    "model_dump_json",
    "model_copy",
    "model_validate",
    "dict",
    "json",
    "copy",
    "toString",
    "toJSON",
    "then",
    "catch",
    "finally",
  ],
]);

const classes = new Map<string, SdkClass>();

function sdkClass(language: keyof typeof symbolTables, name: string): SdkClass | undefined {
  const key = `${language} ${name}`;
  const known = classes.get(key);
  if (known !== undefined) return known;
  const table = symbolTables[language]();
  const isControl = /(ControlAPI|DataAPI|InnerClient)$/.test(name);
  if (!Object.hasOwn(table.classes, name) && !isControl) return undefined;
  const methods: Readonly<Record<string, MethodFacts>> = table.classes[name] ?? {};
  const made: SdkClass = {
    title: `${name} of ${table.package}`,
    isClient: /Client$|API$/.test(name),
    codes: ["agentrun", "devs"],
    method: (method) => {
      const plain = language === "python" ? method.replace(/_async$/, "") : method;
      const found = [method, plain].find((one) => Object.hasOwn(methods, one));
      if (found !== undefined) return methods[found];
      return ofAnyObject.has(method) ? {} : methods["*"];
    },
    sibling: (other) => sdkClass(language, other),
  };
  classes.set(key, made);
  return made;
}

/** Further names under which the Python package exports classes. */
const pythonAliases: Readonly<Record<string, string>> = { ToolResource: "Tool", ToolResourceClient: "ToolClient" };

/**
 * A module of the Python SDK. Its classes have the same names in all modules, except for `Tool`: only `agentrun.tool` has the
 * resource, others have a tool of a framework.
 *
 * @param path the module below `agentrun`
 */
export function pythonSdk(path: readonly string[] = []): SdkPackage {
  return {
    title: ["agentrun", ...path].join("."),
    member: (name): SdkMember | undefined => {
      if (/^[a-z_]/.test(name)) {
        const { functions } = symbolTables.python();
        const facts = Object.hasOwn(functions, name) ? functions[name] : undefined;
        const isFunction = facts !== undefined && path[0] === "integration" && path.length > 1;
        return isFunction
          ? { kind: "function", title: `${name} of agentrun-sdk`, facts }
          : { kind: "package", package: pythonSdk([...path, name]) };
      }
      const isOtherTool = name === "Tool" && path[0] !== "tool";
      const found = isOtherTool ? undefined : sdkClass("python", pythonAliases[name] ?? name);
      return found === undefined ? undefined : { kind: "class", class: found };
    },
  };
}

/** The Node.js SDK, or one of its parts such as `@agentrun/sdk/integration/mastra`. */
export function nodeSdk(title: string): SdkPackage {
  return {
    title,
    member: (name): SdkMember | undefined => {
      if (name === "default") return { kind: "package", package: nodeSdk(title) };
      const found = /^[A-Z]/.test(name) ? sdkClass("javascript", name) : undefined;
      if (found !== undefined) return { kind: "class", class: found };
      const { functions } = symbolTables.javascript();
      const facts = [name, `mastra.${name}`].flatMap((one) => (Object.hasOwn(functions, one) ? (functions[one] ?? []) : []))[0]; // prettier-ignore
      return facts === undefined ? undefined : { kind: "function", title: `${name} of @agentrun/sdk`, facts };
    },
  };
}
