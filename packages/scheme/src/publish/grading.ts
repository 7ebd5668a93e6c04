import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';
import { shapeFindings } from './grading-shapes.ts';

type Ranks = ReadonlyMap<string, number>;

/** Bands cover every score once and every grade has one: scheme.band-missing, -order, -overlap, -gap. Gates, vetoes and ceilings lead downwards: scheme.gate-order, scheme.veto-order, scheme.ceiling-order. With the further shapes of grading and result use (see shapeFindings). */
export function gradingFindings(scheme: Scheme): Finding[] {
  const { grades, gates, vetoes, ceilings } = scheme.grading;
  const rank: Ranks = new Map(grades.map((grade, i) => [grade.id, i]));
  const upward = gates.filter((g) => (rank.get(g.otherwise) ?? Infinity) <= (rank.get(g.grade) ?? -1)).map((g) => finding('scheme.gate-order', `grading/gates/${g.id}/otherwise`, { grade: g.grade, otherwise: g.otherwise }));
  const idle = vetoes.filter((v) => rank.get(v.grade) === 0 && v.effect !== 'cancelled').map((v) => finding('scheme.veto-order', `grading/vetoes/${v.id}/grade`, { grade: v.grade }));
  const open = (ceilings ?? []).filter((c) => rank.get(c.grade) === 0).map((c) => finding('scheme.ceiling-order', `grading/ceilings/${c.id}/grade`, { grade: c.grade }));
  return [...bandFindings(scheme, rank), ...upward, ...idle, ...open, ...shapeFindings(scheme)];
}

function bandFindings(scheme: Scheme, rank: Ranks): Finding[] {
  const { grades, bands } = scheme.grading;
  const missing = grades.filter((grade) => !bands.some((band) => band.id === grade.id)).map((grade) => finding('scheme.band-missing', 'grading/bands', { grade: grade.id }));
  const steps = bands.flatMap((band, i) => {
    const better = bands[i - 1];
    const path = `grading/bands/${band.id}`;
    if (!better) return [];
    if ((rank.get(band.id) ?? 0) < (rank.get(better.id) ?? 0)) return [finding('scheme.band-order', path, { after: better.id })];
    if (better.from === null) return [finding('scheme.band-overlap', path, { with: better.id })];
    if (band.from === null || band.from < better.from) return upperEnd(band, better, better.from);
    return [finding(band.from === better.from ? 'scheme.band-overlap' : 'scheme.band-order', `${path}/from`, { with: better.id, from: band.from })];
  });
  const worst = bands.at(-1)!;
  const gap = worst.from === null ? [] : [finding('scheme.band-gap', `grading/bands/${worst.id}/from`, { below: worst.from })];
  return [...missing, ...steps, ...gap];
}

/** The printed upper end of a band meets the next better one with no score in both and none in neither (K4). */
function upperEnd(band: Scheme['grading']['bands'][number], better: Scheme['grading']['bands'][number], from: number): Finding[] {
  if (band.to === undefined) return [];
  const path = `grading/bands/${band.id}/to`;
  const params = { with: better.id, to: band.to, from };
  if (band.to > from) return [finding('scheme.band-overlap', path, params)];
  if (band.to < from) return [finding('scheme.band-gap', path, params)];
  const both = (band.toInclusive ?? false) === better.inclusive;
  return both ? [finding(better.inclusive ? 'scheme.band-overlap' : 'scheme.band-gap', path, params)] : [];
}
