import { escapeLike } from '../../platform/persistence/like.ts';

/** After every text that begins with what stands before it, byte by byte. */
const LAST = '\u{10ffff}';
/** Fewer letters stand in nearly every spelling; people mean initials by them. */
const SHORTEST_SPELLING = 3;
const PREFIXED = ['name', 'shortName', 'code', 'shortPinyin', 'shortInitials'] as const;

/** What people type, as names are kept: small letters for spellings, no spaces in them. */
const typed = (q: string): { readonly text: string; readonly spelled: string } => ({ text: q.trim(), spelled: q.trim().toLowerCase().replace(/[\s']/g, '') });

/** Names, short names, codes, spellings or initials that begin with `q`: ranges, which indexes answer under row policies (SEC 2.6). Null when nothing was typed. */
export function beginsWith(q: string | undefined): Record<string, unknown> | null {
  const { text, spelled } = typed(q ?? '');
  if (text === '') return null;
  return { $or: PREFIXED.map((field) => ({ [field]: field.startsWith('short') && field !== 'shortName' ? range(spelled) : range(text) })) };
}

/** Names and spellings with `q` anywhere, one or two letters among the initials; read row by row under the policies, in the order of the tree. */
export function contains(q: string): Record<string, unknown> {
  const { text, spelled } = typed(q);
  const spelling = spelled.length < SHORTEST_SPELLING ? `% %${escapeLike(spelled)}%` : `%${escapeLike(spelled)}%`;
  return { $or: [{ name: { $like: `%${escapeLike(text)}%` } }, { shortName: { $like: `%${escapeLike(text)}%` } }, ...(spelled === '' ? [] : [{ pinyin: { $like: spelling } }])] };
}

/** What `search_organisations` is asked with for either: the words as they stand in names, and as they stand in spellings (in their middle '' when they cannot). */
export function sought(q: string, atBeginning: boolean): { readonly words: string; readonly spelled: string; readonly atBeginning: boolean } {
  const { text, spelled } = typed(q);
  return { words: text, spelled: atBeginning || /^[\x20-\x7e]+$/.test(spelled) ? spelled : '', atBeginning };
}

function range(from: string): Record<string, string> {
  return { $gte: from, $lt: `${from}${LAST}` };
}
