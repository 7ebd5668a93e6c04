import { lightOf } from '@shuping/domain';
import { daysBetween, type Day } from '@shuping/kernel';
import { writeXlsx, type XlsxColumn } from '@shuping/office';
import { catalogue as en } from './locales/en.ts';
import { catalogue as zhCN } from './locales/zh-CN.ts';
import type { ProblemRecord } from './problem.entity.ts';

const COLUMNS = ['number', 'unit', 'person', 'problem', 'detail', 'source', 'repeat', 'cause', 'measure', 'owner', 'answerable', 'level', 'foundOn', 'deadline', 'progress', 'proofs', 'state', 'light', 'reopened', 'closedBy', 'closedOn'] as const;
const KINDS: Partial<Record<(typeof COLUMNS)[number], XlsxColumn['kind']>> = { number: 'number', foundOn: 'day', deadline: 'day', proofs: 'number', reopened: 'number', closedOn: 'day' };

/** The ledger ready to print, with the columns that offices' ledgers have in common. (R-I1, scheme collection L6) */
export function ledgerBook(rows: readonly ProblemRecord[], progress: ReadonlyMap<string, string>, today: Day, lang: 'zh-CN' | 'en'): Promise<Uint8Array> {
  const words = lang === 'en' ? en : zhCN;
  const t = (key: string, places: Record<string, string | number> = {}): string => (words[`rectification.${key}`] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(places[name] ?? ''));
  const columns: XlsxColumn[] = COLUMNS.map((id) => ({ header: t(`book.${id}`), ...(KINDS[id] ? { kind: KINDS[id] } : {}) }));
  const body = rows.map((row, at) => {
    const deadline = row.deadline ?? null;
    const light = lightOf(row.state, deadline, today);
    const days = deadline === null ? 0 : Math.abs(daysBetween(today, deadline));
    return [
      at + 1, row.orgName, row.personName, row.title, row.detail, t(`source.${row.source}`), row.repeatOf ? t('book.yes') : '', row.cause, row.measure, row.owner, row.answerable,
      row.level ? t(`level.${row.level}`) : '', row.foundOn, deadline, progress.get(row.id) ?? '', row.proofs, t(`state.${row.state}`), t(`light.${light}`, { days }), row.reopened, row.closedBy, row.closedOn ?? null,
    ];
  });
  return writeXlsx({ sheets: [{ name: t('book.title'), title: t('book.title'), columns, rows: body, landscape: true }] });
}
