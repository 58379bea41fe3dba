/** An index of a resource or module: `["one"]` or `[0]`. Keys may hold anything. */
const index = String.raw`\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]`;

/** RegExp source for the modules at the start of an address. */
export const modulesPattern = String.raw`(?:module\.[\w-]+(?:${index})?\.)*`;

/** RegExp source for the address of a resource or of one of its instances. */
export const addressPattern = String.raw`${modulesPattern}[a-z]\w*\.[\w-]+(?:${index})?`;

/** A step of an address: a module, or the resource itself. */
export interface AddressStep {
  readonly name: string;
  /** `["one"]`, `[0]`, or empty. */
  readonly index: string;
}

/** A parsed resource address. */
export interface ResourceAddress {
  /** From the root module down. */
  readonly modules: readonly AddressStep[];
  /** `<type>.<name>` */
  readonly resource: AddressStep;
}

const moduleStep = new RegExp(String.raw`^module\.([\w-]+)(${index})?\.`);
const resourceStep = new RegExp(String.raw`^(.*?)(${index})?$`, "s");
const anyIndex = new RegExp(index, "g");

export function parseAddress(address: string): ResourceAddress {
  const modules: AddressStep[] = [];
  let rest = address;
  for (let match = moduleStep.exec(rest); match !== null; match = moduleStep.exec(rest)) {
    modules.push({ name: match[1] ?? "", index: match[2] ?? "" });
    rest = rest.slice(match[0].length);
  }
  const [, name = rest, at = ""] = resourceStep.exec(rest) ?? [];
  return { modules, resource: { name, index: at } };
}

/** An address without indices, which is equal for all instances of a resource. */
export function withoutIndices(address: string): string {
  return address.replace(anyIndex, "");
}
