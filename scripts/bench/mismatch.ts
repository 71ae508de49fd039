// Thrown if an engine's answers are wrong: nothing was timed, and the command exits with 1.

export class Mismatch extends Error {
  override readonly name = "Mismatch";
}
