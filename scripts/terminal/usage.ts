// Turns arguments, as people type them, into values, or into a message that says what is accepted.

import { InvalidArgumentError } from "commander";

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError("It must be a number from 0 to 1.");
  return value;
}

/** A year as in facets, added to the previous ones. */
export function year(value: string, former: readonly string[] = []): string[] {
  if (!/^[0-9]{4}$/.test(value)) throw new InvalidArgumentError("It must be a year of four digits.");
  return collected(value, former);
}

/** A value of a repeatable option, added to the previous ones. */
export function collected(value: string, former: readonly string[] = []): string[] {
  return [...former, value];
}
