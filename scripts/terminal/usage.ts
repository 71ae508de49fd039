// Arguments as people type them, turned into values or into a message that says what is accepted.

import { InvalidArgumentError } from "commander";

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`Accepted is a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("Accepted is a number from 0 to 1.");
  return value;
}

/** A year as facets name it, added to the former ones. */
export function year(value: string, former: readonly string[] = []): string[] {
  if (!/^[0-9]{4}$/.test(value)) throw new InvalidArgumentError("Accepted is a year of four digits.");
  return collected(value, former);
}

/** One value of an option that may be given several times, added to the former ones. */
export function collected(value: string, former: readonly string[] = []): string[] {
  return [...former, value];
}
