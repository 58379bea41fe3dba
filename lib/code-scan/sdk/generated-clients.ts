/* eslint-disable @typescript-eslint/no-require-imports -- only a scan reads the table */
import { actionsMatching } from "../../catalog";
import { lazy } from "../../catalog/lazy";
import { serviceCodes } from "../../catalog/services";
import { foldCase } from "../../policy/letter-case";
import { ServiceCodes } from "../../evidence/service-names";
import type { Language } from "../program/syntax";
import type { MethodFacts, SdkClass, SdkMember, SdkPackage } from "./method-facts";

interface ClientTable {
  readonly code: string;
  /** Version of the API, e.g. `2025-09-10`. */
  readonly version: string;
  readonly source: string;
  readonly status: string;
  readonly operations: readonly string[];
}

/** The operations of generated clients, which tests read against their type. */
export const clientTable = lazy(
  () =>
    require("../data/client-operations.json") as { readonly read: string; readonly clients: readonly ClientTable[] },
);

/** Versions of further APIs whose generic calls and packages are known. */
const otherVersions: Readonly<Record<string, string>> = { "2015-04-01": "sts", "2020-03-31": "resourcemanager" };

/** RAM code of an API by its version; `undefined` for a version that several APIs may have. */
export function codeOfVersion(version: string): string | undefined {
  return clientTable().clients.find((one) => one.version === version)?.code ?? otherVersions[version];
}

/** RAM code of a product in the name of a package, e.g. `agentrun` or `bailian`. */
export function codeOfProduct(product: string): string | undefined {
  const name = product.replaceAll(/[_-]/g, "");
  if (clientTable().clients.some(({ code }) => code === name)) return name;
  return new ServiceCodes().codeOf(name, "", "") ?? serviceCodes().find((code) => code === name);
}

/** Operations by the name of their method. */
function methodsOf(code: string, language: Language): ReadonlyMap<string, string> {
  const listed = clientTable().clients.find((one) => one.code === code)?.operations;
  const operations = listed ?? actionsMatching(`${code}:*`).map(({ name }) => name.slice(code.length + 1));
  const found = new Map<string, string>();
  for (const operation of operations) {
    for (const suffix of suffixes[language]) found.set(methodName(`${operation}${suffix}`, language), operation);
    if (language !== "python") continue;
    for (const suffix of suffixes.python)
      found.set(`${methodName(`${operation}${suffix}`, language)}_async`, operation);
  }
  return found;
}

const suffixes: Readonly<Record<Language, readonly string[]>> = {
  python: ["", "WithOptions"],
  javascript: ["", "WithOptions"],
  go: ["", "WithOptions", "WithContext"],
};

/**
 * The name that generators give the method of an operation. In Python, consecutive capitals form one word with the letters
 * after them: `create_imbot`, `activate_template_mcpwith_options`.
 */
export function methodName(operation: string, language: Language): string {
  if (language === "go") return operation;
  const lower = foldCase(operation.charAt(0)) + operation.slice(1);
  return language === "javascript" ? lower : foldCase(lower.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}

/** Methods of every generated client that call no operation of its product. */
const ofAnyClient: ReadonlySet<string> = new Set([
  ...["get_endpoint", "init", "getEndpoint", "checkConfig", "Init", "GetEndpoint", "CheckConfig", "default"],
  ...["call_api", "callApi", "CallApi", "call_api_async", "execute", "Execute", "doRequest", "do_request"],
]);

/**
 * Operations whose first parameter is the name that the catalog's ARN takes, by what they work on. Others take ids, or
 * names that ARNs do not have. Source: alibabacloud-agentrun20250910 5.7.5, and
 * github.com/alibabacloud-go/agentrun-20250910 v5.8.4, whose methods WithContext take the context before it (read
 * 2026-11-28).
 */
const namedOperations = /^(Get|Update|Delete)(Credential|KnowledgeBase|Tool|ModelService)$/;

function named(
  code: string,
  operation: string,
  method: string,
  language: Language,
): Pick<MethodFacts, "named" | "namedAt"> {
  const [, , kind] = code === "agentrun" ? (namedOperations.exec(operation) ?? []) : [];
  if (kind === undefined) return {};
  return {
    named: methodName(`${kind}Name`, language),
    namedAt: language === "go" && method.endsWith("WithContext") ? 1 : 0,
  };
}

const clients = new Map<string, SdkClass>();

/** The client of a product. */
function clientOf(code: string, language: Language): SdkClass {
  const key = `${language} ${code}`;
  const known = clients.get(key);
  if (known !== undefined) return known;
  const methods = lazy(() => methodsOf(code, language));
  const made: SdkClass = {
    title: `the client of ${code}`,
    isClient: true,
    codes: [code],
    method: (name): MethodFacts | undefined => {
      const operation = methods().get(name);
      if (operation !== undefined)
        return { calls: [`${code}:${operation}`], ...named(code, operation, name, language) };
      return ofAnyClient.has(name) || name.startsWith("__") ? {} : undefined;
    },
    sibling: () => undefined,
  };
  clients.set(key, made);
  return made;
}

/** The operation that a command of the vendor's CLI calls: its name, or in newer plugins its words with dashes. */
export function operationOfCommand(code: string, command: string): string | undefined {
  if (/^[A-Z][a-z]\w*$/.test(command)) return command;
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(command)
    ? methodsOf(code, "python").get(command.replaceAll("-", "_"))
    : undefined;
}

/** The operation of AgentRun or Devs whose method has this name in generated clients. */
export function operationNamed(name: string, language: Language): string | undefined {
  return operationNames[language]().get(name);
}

const operationNames: Readonly<Record<Language, () => ReadonlyMap<string, string>>> = {
  python: lazy(() => namesIn("python")),
  javascript: lazy(() => namesIn("javascript")),
  go: lazy(() => namesIn("go")),
};

function namesIn(language: Language): ReadonlyMap<string, string> {
  return new Map(
    ["devs", "agentrun"].flatMap((code) =>
      [...methodsOf(code, language)].map(([name, operation]) => [name, `${code}:${operation}`] as const),
    ),
  );
}

/** The package of a generated client. */
export function clientPackage(title: string, code: string, language: Language): SdkPackage {
  const made: SdkPackage = {
    title,
    member: (name): SdkMember | undefined => {
      if (name === "Client" || name === "default") return { kind: "class", class: clientOf(code, language) };
      if (name === "NewClient" && language === "go") return { kind: "constructor", class: clientOf(code, language) };
      return name === "client" && language === "python" ? { kind: "package", package: made } : undefined;
    },
  };
  return made;
}

const genericCall: SdkClass = {
  title: "the parameters of a generic call",
  isClient: false,
  codes: [],
  method: () => ({}),
  sibling: () => undefined,
  isGenericCall: true,
};

/** The package that generated clients are built on. It makes generic calls, whose parameters name the operation. */
export function openApiPackage(title: string): SdkPackage {
  const made: SdkPackage = {
    title,
    member: (name): SdkMember | undefined => {
      if (name === "Params") return { kind: "class", class: genericCall };
      const isModule = ["models", "client", "$OpenApiUtil", "$OpenApi", "default", "utils"].includes(name);
      return isModule ? { kind: "package", package: made } : undefined;
    },
  };
  return made;
}
