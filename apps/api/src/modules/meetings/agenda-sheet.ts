import { resolveText, type Catalogue } from '@shuping/kernel';
import type { OfficialDocument } from '@shuping/office';
import { AGENDA_SHEET_WORDS } from './locales/agenda-sheet.zh-CN.ts';

export type AgendaLine = { readonly personName: string; readonly unit: string; readonly sector: string; readonly mode: 'stage' | 'written'; readonly minutes: number };
/** `day` and `time` as the clock of the hall shows them; `drawSeed` is '' where the order was set by hand. */
export type AgendaFacts = {
  readonly title: string; readonly hostName: string; readonly place: string; readonly day: string; readonly time: string; readonly drawSeed: string;
  readonly lines: readonly AgendaLine[]; readonly observers: readonly { readonly unit: string; readonly name: string }[];
};

type Block = OfficialDocument['blocks'][number];
const DASH = '—';
const t = (key: keyof typeof AGENDA_SHEET_WORDS, params: Readonly<Record<string, string | number>> = {}): string => resolveText({ key }, AGENDA_SHEET_WORDS as Catalogue, params);

/** 议程 of a meeting: who debriefs in which order, how long, and who observes from above (R-F1). Sectors stand in a column where there are several. */
export function agendaSheet({ title, hostName, place, day, time, drawSeed, lines, observers }: AgendaFacts): OfficialDocument {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const several = new Set(lines.map((line) => line.sector)).size > 1;
  const rows = lines.map((line, at) => [String(at + 1), line.personName, line.unit, ...(several ? [line.sector] : []), t(`mode.${line.mode}`), line.mode === 'stage' ? t('minutes', { minutes: line.minutes }) : DASH]);
  const order: Block = {
    kind: 'table', widths: [1, 2, 5, ...(several ? [1.6] : []), 2, 1.6],
    header: [t('col.no'), t('col.person'), t('col.unit'), ...(several ? [t('col.sector')] : []), t('col.mode'), t('col.minutes')], rows,
  };
  const above: Block[] = observers.length === 0 ? [] : [
    { kind: 'h1', text: t('h.observers') },
    { kind: 'table', widths: [1, 6, 3], header: [t('col.no'), t('col.from'), t('col.observer')], rows: observers.map((one, at) => [String(at + 1), one.unit, one.name]) },
  ];
  return {
    title: t('title', { meeting: title }),
    blocks: [
      { kind: 'p', text: t('when', { year, month, date, time }) }, ...(place === '' ? [] : [{ kind: 'p' as const, text: t('place', { place }) }]),
      { kind: 'h1', text: t('h.order') }, { kind: 'p', text: drawSeed === '' ? t('listed') : t('drawn', { seed: drawSeed }) }, order, { kind: 'p', text: t('lead') }, ...above,
    ],
    signer: hostName, date: t('when', { year, month, date, time: '' }).replace(/^.*?：/, ''),
  };
}
