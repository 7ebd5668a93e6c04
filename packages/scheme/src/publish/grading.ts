import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Bands cover every score once and every grade has one: scheme.band-missing, -order, -overlap, -gap. Gates and vetoes lead downwards: scheme.gate-order, scheme.veto-order. */
export function gradingFindings(scheme: Scheme): Finding[] {
  const { grades, bands, gates, vetoes } = scheme.grading;
  const rank = new Map(grades.map((grade, i) => [grade.id, i]));
  const missing = grades.filter((grade) => !bands.some((band) => band.id === grade.id)).map((grade) => finding('scheme.band-missing', 'grading/bands', { grade: grade.id }));
  const steps = bands.flatMap((band, i) => {
    const better = bands[i - 1];
    const path = `grading/bands/${band.id}`;
    if (!better) return [];
    if ((rank.get(band.id) ?? 0) < (rank.get(better.id) ?? 0)) return [finding('scheme.band-order', path, { after: better.id })];
    if (better.from === null) return [finding('scheme.band-overlap', path, { with: better.id })];
    if (band.from === null || band.from < better.from) return [];
    return [finding(band.from === better.from ? 'scheme.band-overlap' : 'scheme.band-order', `${path}/from`, { with: better.id, from: band.from })];
  });
  const worst = bands.at(-1)!;
  const gap = worst.from === null ? [] : [finding('scheme.band-gap', `grading/bands/${worst.id}/from`, { below: worst.from })];
  const upward = gates.filter((g) => (rank.get(g.otherwise) ?? Infinity) <= (rank.get(g.grade) ?? -1)).map((g) => finding('scheme.gate-order', `grading/gates/${g.id}/otherwise`, { grade: g.grade, otherwise: g.otherwise }));
  const idle = vetoes.filter((v) => rank.get(v.grade) === 0).map((v) => finding('scheme.veto-order', `grading/vetoes/${v.id}/grade`, { grade: v.grade }));
  return [...missing, ...steps, ...gap, ...upward, ...idle];
}
