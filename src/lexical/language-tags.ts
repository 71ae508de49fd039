// Language tags are compared by their primary subtag.

/** The primary subtag in lower case: "pt" of "pt-BR". */
export function primaryLanguage(lang: string): string {
  const end = lang.indexOf("-");
  return (end < 0 ? lang : lang.slice(0, end)).toLowerCase();
}

/** Whether `lang` is one of `languages`, the primary tags that a model supports; `"*"` means any. */
export function readsLanguage(languages: readonly string[], lang: string): boolean {
  return languages.includes("*") || languages.includes(primaryLanguage(lang));
}
