// What a request may do, given the key it came with. Set by the middleware that reads keys, checked by the routes.

export interface Rights {
  /** Kind of the accepted key; also `none` if no keys are configured. */
  readonly key: "public" | "private" | "none";
  /** Allows drafts, `explain` and the operator's page. */
  readonly isPrivate: boolean;
}

/** For a deployment without keys. */
export const EVERY_RIGHT: Rights = { key: "none", isPrivate: true };
