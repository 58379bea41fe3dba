import type { Language } from "../program/syntax";
import { nodeSdk, pythonSdk } from "./agentrun-sdk";
import { clientPackage, codeOfProduct, openApiPackage } from "./generated-clients";
import type { SdkPackage } from "./method-facts";

/** The package of the vendor that an import names; `undefined` for other packages, and for those that make no calls. */
export function sdkPackage(specifier: string, language: Language): SdkPackage | undefined {
  switch (language) {
    case "python":
      return pythonPackage(specifier);
    case "javascript":
      return nodePackage(specifier);
    case "go":
      return goPackage(specifier);
  }
}

/** A package of the vendor whose calls no table lists. */
function notListed(title: string): SdkPackage {
  return { title, member: () => undefined, notListed: true };
}

function withClient(title: string, product: string, language: Language): SdkPackage {
  const code = codeOfProduct(product);
  return code === undefined ? notListed(title) : clientPackage(title, code, language);
}

function pythonPackage(specifier: string): SdkPackage | undefined {
  const [root = "", ...path] = specifier.split(".");
  if (root === "agentrun") return pythonSdk(path);
  const [, product] = /^alibabacloud_([a-z_]+?)_?\d{8}$/.exec(root) ?? [];
  if (product !== undefined) {
    return path.includes("models") ? undefined : withClient(root, product, "python");
  }
  if (root === "alibabacloud_tea_openapi") return openApiPackage(root);
  if (/^(alibabacloud_(tea|credentials|endpoint|openapi|gateway)|darabonba|Tea$)/.test(root)) return undefined;
  return /^(alibabacloud_|aliyun|oss2$|alibabacloud$|tablestore$|mns$)/.test(root) ? notListed(root) : undefined;
}

function nodePackage(specifier: string): SdkPackage | undefined {
  if (/^@agentrun\/sdk(\/|$)/.test(specifier)) return nodeSdk(specifier);
  const [, name = ""] = /^@alicloud\/([\w-]+)/.exec(specifier) ?? [];
  if (name === "")
    return /^(ali-oss|tablestore|aliyun-sdk|@agentrun\/.*)$/.test(specifier) ? notListed(specifier) : undefined;
  const [, product] = /^([a-z-]+?)-?\d{8}$/.exec(name) ?? [];
  if (product !== undefined) return withClient(`@alicloud/${name}`, product, "javascript");
  if (/^openapi-(client|core)$/.test(name)) return openApiPackage(`@alicloud/${name}`);
  const isHelper = /^(tea-|credentials$|openapi-util$|endpoint-util$|darabonba|gateway-)/.test(name);
  return isHelper ? undefined : notListed(`@alicloud/${name}`);
}

function goPackage(specifier: string): SdkPackage | undefined {
  const [, name, inner = ""] = /^github\.com\/alibabacloud-go\/([\w-]+)(?:\/v\d+)?(?:\/(\w+))?$/.exec(specifier) ?? [];
  if (name === undefined)
    return /^github\.com\/aliyun\/(?!credentials-go)/.test(specifier) ? notListed(specifier) : undefined;
  const [, product] = /^([a-z-]+?)-\d{8}$/.exec(name) ?? [];
  if (product !== undefined) return withClient(specifier, product, "go");
  if (name === "darabonba-openapi") return inner === "utils" || inner === "client" || inner === "models" ? openApiPackage(specifier) : undefined; // prettier-ignore
  return undefined;
}
