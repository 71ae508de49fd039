// Language tags as the snapshot compares them: by their primary subtag.

/** "pt-BR" is "pt". */
export function primaryLanguage(lang: string): string {
  const end = lang.indexOf("-");
  return (end < 0 ? lang : lang.slice(0, end)).toLowerCase();
}

/** Whether `lang` is one of `languages`, primary tags of what a model reads; `"*"` is any. */
export function readsLanguage(languages: readonly string[], lang: string): boolean {
  return languages.includes("*") || languages.includes(primaryLanguage(lang));
}
