import type { ReorganisationIn } from '@shuping/contracts';

export const ACTS = ['rename', 'move', 'merge', 'split', 'close'] as const;
export type Act = (typeof ACTS)[number];
export type DraftPart = { readonly name: string; readonly shortName: string; readonly unitIds: readonly string[] };
/** What is on the form; `otherId` is the new superior or the unit merged into. */
export type Draft = { readonly on: string; readonly reason: string; readonly name: string; readonly shortName: string; readonly otherId: string | null; readonly otherName: string; readonly parts: readonly DraftPart[] };
export const EMPTY_PART: DraftPart = { name: '', shortName: '', unitIds: [] };
export const EMPTY_DRAFT: Draft = { on: '', reason: '', name: '', shortName: '', otherId: null, otherName: '', parts: [EMPTY_PART] };

/** The act as the API takes it; null while something is missing. The reason may still be empty: a preview needs none. */
export function actOf(act: Act, { on, reason, name, shortName, otherId, parts }: Draft): ReorganisationIn | null {
  const dated = { on, reason: reason.trim() };
  if (on === '') return null;
  if (act === 'rename') return name.trim() === '' || shortName.trim() === '' ? null : { act, ...dated, name: name.trim(), shortName: shortName.trim() };
  if (act === 'move') return otherId === null ? null : { act, ...dated, toId: otherId };
  if (act === 'merge') return otherId === null ? null : { act, ...dated, intoId: otherId };
  if (act === 'close') return { act, ...dated };
  const complete = parts.every((part) => part.name.trim() !== '' && part.shortName.trim() !== '');
  return complete && parts.length > 0 ? { act, ...dated, parts: parts.map((part) => ({ name: part.name.trim(), shortName: part.shortName.trim(), unitIds: [...part.unitIds], personIds: [] })) } : null;
}
