import type { Choices } from '@shuping/ballot-box';
import { school } from '@shuping/plugin-school';
import type { Scheme } from '@shuping/scheme';
import type { World } from './world.ts';

/** Somebody whose name must not be found among the ballots. */
export const MARKED = '李记名';

/** Leaders rate whom they supervise, secretaries each other, the public everybody and at least 7/10 of it are residents; duty is asked of some only. */
export const relations: Scheme = {
  ...school.scheme,
  meeting: { ...school.scheme.meeting, validity: { returned: { of: 'due', share: '9/10' } } },
  groups: school.scheme.groups.map((g) => (g.id === 'leaders' ? { ...g, minHeads: 1, small: { rule: 'merge' as const, into: 'members_public' }, rates: { rule: 'related' as const, relation: { text: '分管' } } }
    : g.id === 'peers' ? { ...g, small: { rule: 'merge' as const, into: 'members_public' }, rates: { rule: 'not_self' as const } }
      : { ...g, composition: [{ id: 'residents', title: { text: '普通群众' }, share: '7/10' }] })),
  ballots: school.scheme.ballots.map((b) => ({ ...b, remarks: true, items: b.items.map((i) => (i.id === 'duty' ? { ...i, only: { fact: 'kind', is: ['office'] } } : i)) })),
};

export type ElectorIn = { name: string; unit?: string; personId?: string | null; groups: string[]; related?: string[]; subject?: string | null };

/** Twelve leaders, of whom six supervise the first two and six the third; the three who debrief and four other secretaries. */
export function electorsOf({ assessees }: World): ElectorIn[] {
  const [a, b, c] = assessees.map((one) => one.id) as [string, string, string];
  const leaders = Array.from({ length: 12 }, (_, n): ElectorIn => ({ name: n === 0 ? MARKED : `领导${n}`, groups: ['leaders'], related: n < 6 ? [a, b] : [c] }));
  const peers = [...assessees.map((one, n): ElectorIn => ({ name: `书记${n + 1}`, personId: one.personId, groups: ['peers'] })), ...Array.from({ length: 4 }, (_, n): ElectorIn => ({ name: `外院书记${n}`, groups: ['peers'] }))];
  return [...leaders, ...peers];
}

/** Subject → group → item → option → marks, counted independently of the server. */
export type Expected = Record<string, Record<string, Record<string, Record<string, number>>>>;

export function count(expected: Expected, group: string, choices: Choices): void {
  for (const [subject, marks] of Object.entries(choices)) {
    for (const [item, option] of Object.entries(marks)) {
      const cell = (((expected[subject] ??= {})[group] ??= {})[item] ??= {});
      cell[option!] = (cell[option!] ?? 0) + 1;
    }
  }
}
