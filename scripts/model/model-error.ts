// A model folder that can't be turned into an encoder: what was found, where, and what to do instead.

export class ModelFolderError extends Error {
  override readonly name = "ModelFolderError";
}
