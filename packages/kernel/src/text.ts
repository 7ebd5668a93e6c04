/** Wording in a scheme: a key of a locale catalogue (plugins, product) or plain text as somebody typed it. */
export type TextRef = { readonly key: string } | { readonly text: string };

export type Locale = 'zh-CN' | 'en';

/** Flat catalogue of one locale; values may hold `{{name}}` places. */
export type Catalogue = Readonly<Record<string, string>>;

/** Words of a reference in a catalogue; an unknown key shows itself so that it is seen. */
export function resolveText(ref: TextRef, catalogue: Catalogue, params: Readonly<Record<string, string | number>> = {}): string {
  const raw = 'text' in ref ? ref.text : (catalogue[ref.key] ?? ref.key);
  return raw.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
