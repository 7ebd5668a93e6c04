import { escapeLike } from '../../platform/persistence/like.ts';

/** After every text that begins with what stands before it, byte by byte. */
const LAST = '\u{10ffff}';
const PREFIXED = ['name', 'shortName', 'code', 'shortPinyin', 'shortInitials'] as const;

/** What people type, as names are kept: small letters for spellings, no spaces in them. */
const typed = (q: string): { readonly text: string; readonly spelled: string } => ({ text: q.trim(), spelled: q.trim().toLowerCase().replace(/[\s']/g, '') });

/** Names, short names, codes, spellings or initials that begin with `q`: ranges, which indexes answer under row policies (SEC 2.6). Null when nothing was typed. */
export function beginsWith(q: string | undefined): Record<string, unknown> | null {
  const { text, spelled } = typed(q ?? '');
  if (text === '') return null;
  return { $or: PREFIXED.map((field) => ({ [field]: field.startsWith('short') && field !== 'shortName' ? range(spelled) : range(text) })) };
}

/** Names and spellings with `q` anywhere; reads every row in reach, so it is asked only where too few begin with it. */
export function contains(q: string): Record<string, unknown> {
  const { text, spelled } = typed(q);
  return { $or: [{ name: { $like: `%${escapeLike(text)}%` } }, { shortName: { $like: `%${escapeLike(text)}%` } }, { pinyin: { $like: `%${escapeLike(spelled)}%` } }] };
}

function range(from: string): Record<string, string> {
  return { $gte: from, $lt: `${from}${LAST}` };
}
