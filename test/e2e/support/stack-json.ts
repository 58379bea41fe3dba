/** Arguments of one resource in Terraform JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What these tests read of a synthesized stack. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly import?: readonly { readonly to: string; readonly id: string }[];
}

/** A resource of a stack. */
export interface StackElement {
  readonly type: string;
  readonly address: string;
  readonly arguments: Arguments;
}

export function elementsOf(text: string): readonly StackElement[] {
  const { resource = {} } = JSON.parse(text) as StackJson;
  return Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, args]) => ({ type, address: `${type}.${id}`, arguments: args })),
  );
}

export function importsOf(text: string): readonly { readonly to: string; readonly id: string }[] {
  return (JSON.parse(text) as StackJson).import ?? [];
}

/** The stack once what it imports is in the state. */
export function withoutImports(text: string): string {
  const { import: _, ...others } = JSON.parse(text) as StackJson;
  return JSON.stringify(others);
}

/** Addresses of resources that the engine refuses to destroy. */
export function protectedOf(text: string): readonly string[] {
  return elementsOf(text)
    .filter(({ arguments: { lifecycle } }) => (lifecycle as Arguments | undefined)?.["prevent_destroy"] === true)
    .map(({ address }) => address);
}

/**
 * Text of an argument as the engine will have it, as far as the stack itself tells: references to arguments of its own
 * resources, ARNs of its roles, and the account.
 */
export function textResolver(text: string, accountId: string): (value: unknown) => string {
  const elements = new Map(elementsOf(text).map((element) => [element.address, element]));
  const resolve = (value: unknown): string =>
    String(value).replace(/(\$?)\$\{([^}]*)\}/g, (whole, escape: string, expression: string) => {
      if (escape !== "") return whole.slice(1);
      if (expression.startsWith("data.alicloud_account.") || expression.startsWith("data.alicloud_caller_identity.")) {
        return accountId;
      }
      const [type, id, argument = ""] = expression.split(".");
      const element = elements.get(`${type}.${id}`);
      if (element === undefined) throw new Error(`nothing is known about ${expression}`);
      if (argument === "arn") return `acs:ram::${accountId}:role/${resolve(element.arguments["role_name"])}`;
      return resolve(element.arguments[argument]);
    });
  return resolve;
}
