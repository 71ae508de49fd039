// What was shown at a place, cached for the way back: results keep their length, so the browser can restore the scroll
// position. It ends with the page.

const PLACES_MAX = 30;

export class Memory<T> {
  readonly #shown = new Map<string, T>();

  recall(address: string): T | null {
    return this.#shown.get(address) ?? null;
  }

  /** Keeps the newest PLACES_MAX places. */
  keep(address: string, shown: T): void {
    this.#shown.delete(address);
    this.#shown.set(address, shown);
    for (const oldest of this.#shown.keys()) {
      if (this.#shown.size <= PLACES_MAX) break;
      this.#shown.delete(oldest);
    }
  }
}
