// The error for a model folder that can't be converted. The message says what was found, where, and what to do instead.

export class ModelFolderError extends Error {
  override readonly name = "ModelFolderError";
}
