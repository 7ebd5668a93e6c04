import { Fraction, type Day } from '@shuping/kernel';
import type { OfficialDocument } from '@shuping/office';
import type { UnitRate } from '../sources.ts';
import type { DocumentWords } from '../words.ts';

/** Closed share of a ledger as 85.7%; a dash where there is nothing to close. */
export function rateText(closed: number, total: number): string {
  return total === 0 ? '—' : `${new Fraction(BigInt(closed) * 100n, BigInt(total)).toFixed(1)}%`;
}

export type CircularFacts = { readonly hostName: string; readonly title: string; readonly period: string; readonly number: string; readonly issuedOn: Day; readonly signer: string; readonly units: readonly UnitRate[] };

/** 通报 of closing rates by unit (R-I7), best first, units without items last. */
export function circular(facts: CircularFacts, words: DocumentWords): OfficialDocument {
  const sum = (pick: (unit: UnitRate) => number) => facts.units.reduce((total, unit) => total + pick(unit), 0);
  const [total, closed, overdue] = [sum((u) => u.total), sum((u) => u.closed), sum((u) => u.overdue)];
  const share = (unit: UnitRate) => (unit.total === 0 ? -1 : unit.closed / unit.total);
  const units = [...facts.units].sort((a, b) => share(b) - share(a) || b.total - a.total);
  return {
    issuer: facts.hostName, number: facts.number, title: words.t('circular.title', { period: facts.period }), addressee: words.t('circular.addressee'),
    blocks: [
      { kind: 'p', text: words.t('circular.opening', { title: facts.title, day: words.day(facts.issuedOn), total, closed, overdue, rate: rateText(closed, total) }) },
      { kind: 'h1', text: words.t('circular.h.units') },
      {
        kind: 'table', widths: [4, 1.4, 1.4, 1.6, 1.2],
        header: ['unit', 'total', 'closed', 'rate', 'overdue'].map((column) => words.t(`circular.table.${column}`)),
        rows: units.map((unit) => [unit.orgName, String(unit.total), String(unit.closed), rateText(unit.closed, unit.total), String(unit.overdue)]),
      },
      { kind: 'h1', text: words.t('circular.h.demands') },
      ...(overdue > 0 ? [{ kind: 'p' as const, text: words.t('circular.demands.overdue') }] : []),
      { kind: 'p', text: words.t('circular.demands.all') },
    ],
    signer: facts.signer, date: words.day(facts.issuedOn),
  };
}
