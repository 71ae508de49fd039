// An engine's answers are not those it was held to: nothing was timed, and the command exits with 1.

export class Mismatch extends Error {
  override readonly name = "Mismatch";
}
