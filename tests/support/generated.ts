// Choices, words, texts and vectors from a source of random numbers, for generated tests.

export type Random = () => number;

/** A whole number from `least` to `most`, both included. */
export function integerBetween(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** Lower-case ASCII letters. */
export function randomWord(random: Random, maxLength = 9): string {
  const letters = Array.from({ length: integerBetween(random, 1, maxLength) }, () =>
    String.fromCharCode(integerBetween(random, 97, 122)),
  );
  return letters.join("");
}

/** `Float32Array[dims]` of length 1, in any direction. */
export function randomUnitVector(random: Random, dims: number): Float32Array {
  const vector = Float32Array.from({ length: dims }, () => {
    // Box and Muller: normal components make every direction equally likely.
    return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  });
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}
