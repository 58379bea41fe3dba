/** What an element may have in it. `undefined` stands for nothing. */
export type Content = Node | string | undefined | readonly Content[];

type Attribute = string | number | boolean | undefined | ((event: Event) => void);

export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * Makes an element. Attributes that are `false` or `undefined` are left out; functions are listeners, e.g. `onclick`. Texts
 * are never read as markup.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice("on".length), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, content);
  return element;
}

/** Replaces everything in an element. */
export function fill(element: Element, ...content: readonly Content[]): void {
  element.replaceChildren();
  append(element, content);
}

function append(element: Element, content: Content): void {
  if (content === undefined) return;
  if (typeof content === "string" || content instanceof Node) element.append(content);
  else for (const one of content) append(element, one);
}

let lastId = 0;

/** An id that no other element of the page has. */
export function freshId(): string {
  lastId += 1;
  return `e${lastId}`;
}
