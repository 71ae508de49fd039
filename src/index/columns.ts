// What the engine reads about every article without opening its record: dense arrays by ordinal.

/** Bits of the `articles.flags` section. */
export const FLAG = {
  searchable: 1,
  recommendable: 2,
  members: 4,
  /** Takes no part in related lists: has none of its own. */
  noRelated: 8,
  /** In a language that the encoder does not read: found by keywords alone. */
  unread: 16,
} as const;
