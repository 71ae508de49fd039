// Tells errors of the system and of zlib (a missing file, no permission, a damaged archive) from errors of our own.

export function hasErrorCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
