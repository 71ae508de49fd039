// The configured keys, and which of them a request sent. Keys are compared as SHA-256, every byte with every key, so
// that the time it takes reveals nothing about how much of a key was right.

export interface ConfiguredKeys {
  /** May search, list related articles, complete queries and send events. Readers' browsers know these keys. */
  readonly public: readonly string[];
  /** May also send drafts and request explanations. */
  readonly private: readonly string[];
}

export type KnownKey = {
  readonly kind: "public" | "private";
  /** First 16 hex digits of the key's SHA-256: distinguishes keys without revealing them. */
  readonly fingerprint: string;
};

export interface KeyRing {
  /** No keys are configured, so everything is public. */
  readonly isEmpty: boolean;
  readonly hasPrivate: boolean;
  /** The key that was sent; null if it is none of ours. A key on both lists is private. */
  find(sent: string): Promise<KnownKey | null>;
}

/**
 * Splits a secret into keys, separated by commas or white space. With two keys, one can replace the other
 * gradually.
 */
export function splitKeys(secret: string | undefined): string[] {
  return (secret ?? "").split(/[\s,]+/).filter((key) => key !== "");
}

export function createKeyRing(keys: ConfiguredKeys): KeyRing {
  const configured = [
    ...keys.public.map((key) => ({ key, kind: "public" as const })),
    ...keys.private.map((key) => ({ key, kind: "private" as const })),
  ];
  let digests: { readonly kind: KnownKey["kind"]; readonly digest: Uint8Array }[] | null = null;
  return {
    isEmpty: configured.length === 0,
    hasPrivate: keys.private.length > 0,
    async find(sent) {
      digests ??= await Promise.all(
        configured.map(async ({ key, kind }) => ({ kind, digest: await digestOf(key) })),
      );
      const digest = await digestOf(sent);
      let isPublic = false;
      let isPrivate = false;
      for (const known of digests) {
        const isSame = sameBytes(known.digest, digest);
        isPublic = (isSame && known.kind === "public") || isPublic;
        isPrivate = (isSame && known.kind === "private") || isPrivate;
      }
      if (!isPublic && !isPrivate) return null;
      const hex = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
      return { kind: isPrivate ? "private" : "public", fingerprint: hex.join("") };
    },
  };
}

async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
}

/**
 * Always compares every byte. `crypto.subtle.timingSafeEqual` exists only in workerd, and Node must behave the
 * same.
 */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= (a[at] as number) ^ (b[at] ?? 0);
  return difference === 0;
}
