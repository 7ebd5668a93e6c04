import type { TextRef } from '@shuping/kernel';
import { fieldWords, type Words } from './rows.ts';

/** A value of a scheme in a few words. */
export function shown(value: unknown, words: Words): string {
  if (value === undefined || value === null) return words.t('ui.none');
  if (typeof value === 'boolean') return words.t(value ? 'schemes.yes' : 'schemes.no');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((one) => shown(one, words)).join(words.t('schemes.comma'));
  if ('title' in value) return words.text(value.title as TextRef);
  if ('text' in value || 'key' in value) return words.text(value as TextRef);
  if ('month' in value && 'day' in value) return words.t((value as { yearOffset?: number }).yearOffset ? 'schemes.day.next' : 'schemes.day.this', { month: Number(value.month), day: Number(value.day) });
  return Object.entries(value).filter(([name]) => name !== 'id').map(([name, one]) => (NAMES.includes(name) ? words.id('word', String(one)) : `${fieldWords(name, words)} ${shown(one, words)}`)).join(words.t('schemes.comma'));
}

/** Fields that say which kind of thing it is. */
const NAMES: readonly string[] = ['kind', 'rule', 'of', 'by'];
