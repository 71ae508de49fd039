// Texts of the related list in the languages that come with the bundle.

export const RELATED_STRINGS = {
  en: {
    related: "Related articles",
    before: "Earlier",
    here: "This article",
    after: "Later",
    members: "Members",
  },
  de: {
    related: "Verwandte Artikel",
    before: "Früher",
    here: "Dieser Artikel",
    after: "Später",
    members: "Für Mitglieder",
  },
  "zh-Hant": {
    related: "相關文章",
    before: "較早報導",
    here: "本文",
    after: "後續報導",
    members: "會員專屬",
  },
} as const;
