import { distributionPlaces, type ForcedDistribution, type Scheme } from '@shuping/scheme';
import type { Place } from './distribute.ts';
import type { QuotaTie } from './types.ts';

type Open = { readonly place: Place; done: boolean };

/** Gives grades by place alone (R38): best first, each grade up to its places, counted from the top, so that they always sum to the pool. Who may not have a grade leaves the place to the next. Equals at a line all go below or all stay above it, as declared, and are reported. */
export function forceDistribution(scheme: Scheme, distribution: ForcedDistribution, classes: readonly (readonly Place[])[]): QuotaTie[] {
  const ids = scheme.grading.grades.map((grade) => grade.id);
  const size = classes.reduce((sum, group) => sum + group.length, 0);
  const places = distributionPlaces(distribution, ids, size);
  const open = classes.map((group) => group.map((place): Open => ({ place, done: false })));
  const ties: QuotaTie[] = [];
  let target = 0;
  let given = 0;
  for (let grade = 0; grade < ids.length; grade += 1) {
    target += places[grade]!;
    const last = grade === ids.length - 1;
    for (const one of open.flat()) {
      if (one.done || one.place.candidate.fixed !== grade) continue;
      take(one, grade, ids, distribution);
      given += 1;
    }
    for (const group of open) {
      const able = group.filter((one) => !one.done && one.place.candidate.fixed === null && eligible(one.place, grade, distribution, last));
      const room = target - given;
      if (able.length === 0) continue;
      if (!last && room <= 0) break;
      if (!last && able.length > room) {
        const tie = { quota: distribution.id, ids: able.map((one) => one.place.candidate.id).sort(), places: distribution.ties === 'below' ? room : room - able.length, from: ids[grade]! };
        ties.push(tie);
        for (const one of able) one.place.tie ??= tie;
        if (distribution.ties === 'below') break;
      }
      for (const one of able) take(one, grade, ids, distribution);
      given += able.length;
    }
  }
  return ties;
}

/** May the place have this grade? What keeps it from one that it would have got is written down. */
function eligible(place: Place, grade: number, distribution: ForcedDistribution, last: boolean): boolean {
  if (last) return true;
  const best = distribution.lines === 'kept' ? place.candidate.band : 0;
  if (best > grade) return false;
  const top = place.candidate.settle(best);
  const settled = top.grade > grade ? top : place.candidate.settle(grade);
  if (settled.grade === grade) return true;
  const known = new Set(place.gates.map((hit) => hit.gate));
  place.gates.push(...settled.gates.filter((hit) => !known.has(hit.gate)));
  const told = new Set(place.moves.map((move) => `${move.by} ${move.id}`));
  place.moves.push(...settled.moves.filter((move) => !told.has(`${move.by} ${move.id}`)));
  return false;
}

function take(one: Open, grade: number, ids: readonly string[], distribution: ForcedDistribution): void {
  const { place } = one;
  one.done = true;
  const barred = place.moves.some((move) => move.to === ids[grade]);
  if (place.candidate.band !== grade && !barred) place.moves.push({ by: 'distribution', id: distribution.id, from: ids[place.candidate.band]!, to: ids[grade]! });
  place.grade = grade;
}
