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

/** The stack after its imports are in the state. */
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
