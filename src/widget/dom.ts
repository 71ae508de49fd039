// Makes elements from nodes, attributes and text, never from markup that has to be parsed.

/** Falsy children are left out, so you can write `condition && node`. */
export type Child = Node | string | false | 0 | null | undefined;

/** A new element. Attributes that are null are left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, unknown>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  setAll(node, attributes);
  fillNode(node, children);
  return node;
}

/** Replaces what is in the node. */
export function fillNode(node: Element, children: readonly Child[]): void {
  node.replaceChildren(...children.filter((child): child is Node | string => !!child));
}

/** Sets attributes, and removes those that are null. */
export function setAll(node: Element, attributes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) node.removeAttribute(name);
    else node.setAttribute(name, value as string);
  }
}

/** The address as the page resolves it. Null for anything but http(s), which must never become a link or an image. */
export function webAddress(address: string): string | null {
  const { href } = h("a", { href: address });
  return address && /^https?:/.test(href) ? href : null;
}

/** Attributes for an article's own text: its language and direction. */
export function textOf(lang: string) {
  return { lang: lang || null, dir: "auto" };
}
