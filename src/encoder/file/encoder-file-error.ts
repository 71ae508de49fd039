// The error for an `encoder.bin` that can't be used. The message says what was found, what is supported, and which
// command makes the file again.

/** The build converts the configured model whenever `encoder.bin` is missing or unusable. */
const CONVERT_COMMAND = "npm run build";

export class EncoderFileError extends Error {
  override readonly name = "EncoderFileError";

  /** `problem` is a whole sentence. */
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Run "${CONVERT_COMMAND}" to make the file again.`, options);
  }
}
