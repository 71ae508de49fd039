// Finds the records of a JSON file and the exact place of a syntax error, which JSON.parse doesn't report. It only
// validates and finds spans; JSON.parse makes values of them. Grammar: RFC 8259.

/** `[start, end)` of one value in UTF-16 units of the text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export type JsonScan =
  /** `offset` is in UTF-16 units; `reason` says what was expected and what is there. */
  | { readonly kind: "error"; readonly offset: number; readonly reason: string }
  | { readonly kind: "array"; readonly items: readonly JsonSpan[] }
  /** `arrays`: for each field of the object that is an array, the array's items. */
  | {
      readonly kind: "object";
      readonly span: JsonSpan;
      readonly arrays: ReadonlyMap<string, readonly JsonSpan[]>;
    }
  | { readonly kind: "scalar" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string can't contain control characters.
const STRING_RUN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

export function scanJson(text: string): JsonScan {
  try {
    return new Scanner(text).document();
  } catch (error) {
    if (error instanceof JsonSyntaxError)
      return { kind: "error", offset: error.offset, reason: error.message };
    throw error;
  }
}

/** Line and column of an offset, both from 1. */
export function locateInJson(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonScan {
    this.#space();
    const start = this.#at;
    let scan: JsonScan;
    if (this.#peek() === "[") scan = { kind: "array", items: this.#arrayItems() };
    else if (this.#peek() === "{") {
      const arrays = this.#objectArrays();
      scan = { kind: "object", span: { start, end: this.#at }, arrays };
    } else {
      this.#value();
      scan = { kind: "scalar" };
    }
    this.#space();
    if (this.#at < this.#text.length) this.#fail("the end of the file");
    return scan;
  }

  #arrayItems(): JsonSpan[] {
    const items: JsonSpan[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return items;
    while (true) {
      const start = this.#at;
      this.#value();
      items.push({ start, end: this.#at });
      this.#space();
      if (this.#take("]")) return items;
      if (!this.#take(",")) this.#fail('"," or "]"');
      this.#space();
    }
  }

  #objectArrays(): Map<string, readonly JsonSpan[]> {
    const arrays = new Map<string, readonly JsonSpan[]>();
    this.#at++;
    this.#space();
    if (this.#take("}")) return arrays;
    while (true) {
      const name = this.#key();
      // As in JSON.parse, of two fields with the same name the last counts.
      if (this.#peek() === "[") arrays.set(name, this.#arrayItems());
      else {
        arrays.delete(name);
        this.#value();
      }
      this.#space();
      if (this.#take("}")) return arrays;
      if (!this.#take(",")) this.#fail('"," or "}"');
      this.#space();
    }
  }

  /** Reads a field's name and colon, up to its value. */
  #key(): string {
    const start = this.#at;
    if (this.#peek() !== '"') this.#fail("a field name in double quotes");
    this.#string();
    const name = String(JSON.parse(this.#text.slice(start, this.#at)));
    this.#space();
    if (!this.#take(":")) this.#fail('":"');
    this.#space();
    return name;
  }

  /** Reads a value of any depth. It has its own stack, so deep nesting can't overflow the engine's. */
  #value(): void {
    const open: ("[" | "{")[] = [];
    do {
      this.#space();
      const char = this.#peek();
      if (char === "[" || char === "{") {
        this.#at++;
        this.#space();
        if (!this.#take(char === "[" ? "]" : "}")) {
          open.push(char);
          if (char === "{") this.#key();
          continue;
        }
      } else if (char === '"') this.#string();
      else if (!this.#match(NUMBER) && !this.#match(LITERAL)) this.#fail("a value");
      this.#closeFinished(open);
    } while (open.length > 0);
  }

  /** After a value: closes the arrays and objects that end here, or steps over the comma to the next value. */
  #closeFinished(open: ("[" | "{")[]): void {
    while (true) {
      const innermost = open.at(-1);
      if (innermost === undefined) return;
      this.#space();
      const close = innermost === "[" ? "]" : "}";
      if (this.#take(close)) {
        open.pop();
        continue;
      }
      if (!this.#take(",")) this.#fail(`"," or "${close}"`);
      this.#space();
      if (innermost === "{") this.#key();
      return;
    }
  }

  #string(): void {
    this.#at++;
    while (true) {
      this.#match(STRING_RUN);
      if (this.#take('"')) return;
      if (this.#match(ESCAPE)) continue;
      if (this.#peek() === "\\") this.#fail("a known escape after the backslash");
      this.#fail('a closing """ on the same line (a line break in a string is written \\n)');
    }
  }

  #space(): void {
    this.#match(SPACE);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(char: string): boolean {
    if (this.#text.charAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  /** Steps over a sticky pattern; false if it doesn't match here or matches nothing. */
  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text) || pattern.lastIndex === this.#at) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fail(expected: string): never {
    const actual =
      this.#at < this.#text.length ? JSON.stringify(this.#text.charAt(this.#at)) : "the end of the file";
    throw new JsonSyntaxError(this.#at, `expected ${expected}, found ${actual}`);
  }
}
