// The part of the Workers runtime that is used here; `npx wrangler types` writes all of it.

type RewriterContent = string | ReadableStream<Uint8Array>;

interface RewrittenTag {
  after(content: RewriterContent, options: { readonly html: boolean }): void;
}

interface RewrittenElement extends RewrittenTag {
  getAttribute(name: string): string | null;
  prepend(content: RewriterContent, options: { readonly html: boolean }): void;
  remove(): void;
  /** Throws where the element can't have an end tag. */
  onEndTag(handler: (end: RewrittenTag) => void | Promise<void>): void;
}

interface RewriterHandlers {
  element?(element: RewrittenElement): void | Promise<void>;
  text?(text: { remove(): void }): void | Promise<void>;
}

declare class HTMLRewriter {
  on(selector: string, handlers: RewriterHandlers): this;
  transform(response: Response): Response;
}
