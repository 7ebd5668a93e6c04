import { describe, expect, test } from '@jest/globals';
import { countMarks, makeSealFile, splitAndShuffle, verifySealFile, type BallotFormSheet, type Choices, type IntakeBallot, type MarkCounts, type SealContent, type SealFile } from '@shuping/ballot-box';
import { foldSmall, publish, type Folding } from '@shuping/domain';
import { seededRandom, type Random } from '@shuping/kernel';
import { K_ANONYMITY } from '@shuping/scheme';

const CLASSES = ['leaders', 'peers', 'members', 'patients'];
const OPTIONS = ['hao', 'jiao', 'yiban', 'cha'];
/** Random meetings played; the whole figure of security D13 with RANDOM_MEETINGS=10000. */
const MEETINGS = Number(process.env['RANDOM_MEETINGS'] ?? 300);

type Played = { readonly ballots: readonly IntakeBallot[]; readonly returned: Readonly<Record<string, number>>; readonly file: SealFile };

type Returned = Readonly<Record<string, number>>;
type Shown = SealContent['tallies'][string];
/** How small classes are treated before counting, and what then leaves the server. */
type Way = { readonly fold: (returned: Returned) => Folding; readonly show: (counted: Record<string, MarkCounts>, returned: Returned, folding: Folding) => Shown };

const upTo = (random: Random, n: number): number => Math.floor(random() * n);

/** A meeting with classes of any size, small ones often, sealed as the server seals it. */
function play(seed: number, { fold, show }: Way): Played {
  const random = seededRandom(seed);
  const ids = CLASSES.slice(0, 1 + upTo(random, CLASSES.length));
  const items = ['overall', 'theme'].slice(0, 1 + upTo(random, 2)).map((id) => ({ id, title: id, required: false, options: OPTIONS.map((o) => ({ id: o, title: o, anchor: '' })) }));
  const form: BallotFormSheet = { meeting: 'm', round: 'r1', title: '', named: false, subjects: ['s1', 's2'].map((id) => ({ id, name: id, unit: '' })), classes: Object.fromEntries(ids.map((id) => [id, { title: id, items }])) };
  const returned = Object.fromEntries(ids.map((id) => [id, random() < 0.5 ? upTo(random, K_ANONYMITY + 1) : upTo(random, 20)]));
  const pick = (): string | null => (random() < 0.1 ? null : OPTIONS[upTo(random, OPTIONS.length)]!);
  const choicesOf = (): Choices => Object.fromEntries(form.subjects.map((s) => [s.id, Object.fromEntries(items.map((i) => [i.id, pick()]))]));
  const ballots = ids.flatMap((id) => Array.from({ length: returned[id]! }, (): IntakeBallot => ({ class: id, choices: choicesOf() })));
  const { merged, withheld } = fold(returned);
  const classIn = (id: string): string => merged[id] ?? id;
  const shown = ballots.filter((b) => !withheld.includes(b.class)).map((b) => ({ class: classIn(b.class), choices: b.choices }));
  const classes = Object.fromEntries(Object.entries(form.classes).filter(([id]) => merged[id] === undefined && !withheld.includes(id)));
  const counts: Record<string, { issued: number; returned: number; uncast: number }> = {};
  for (const id of ids) {
    const sum = (counts[classIn(id)] ??= { issued: 0, returned: 0, uncast: 0 });
    sum.issued += returned[id]!;
    sum.returned += returned[id]!;
  }
  const counted = countMarks(splitAndShuffle(shown, form.subjects, random), { ...form, classes });
  const tallies = Object.fromEntries(Object.entries(counted).map(([subject, one]) => [subject, show(one, returned, { merged, withheld })]));
  return { ballots, returned, file: makeSealFile({ meeting: 'm', fingerprint: '', counts, tallies, receipts: ballots.map((_, at) => String(at)), merged, withheld }) };
}

const folded = (returned: Returned): Folding => foldSmall(Object.entries(returned).map(([id, n]) => ({ id, returned: n, ballot: id === 'patients' ? 'outer' : 'inner', into: id === 'leaders' ? 'members' : null })));
const asItIs = (): Folding => ({ merged: {}, withheld: [] });
const asSealed: Way = { fold: folded, show: (counted, sizes, folding) => publish(counted, { sizes, folding }) };
/** nobody folds beforehand: the door itself leaves out what may not be shown */
const unfolded: Way = { fold: asItIs, show: asSealed.show };
const throughTheWall: Way = { fold: asItIs, show: (counted) => counted as Shown };

/**
 * Counts of classes with one to four ballots that integer bounds pin down: what the class gave an option lies between what the others of its merged class cannot have given and what both allow; a withheld
 * class has no bounds but its size. Every class's number of ballots is taken as known, as the cockpit shows it before the seal. Zero of all and all of all say nothing beyond unanimity, which is shown (R-F3).
 */
function derivedCounts({ returned, file }: Played): string[] {
  const out: string[] = [];
  for (const [id, own] of Object.entries(returned)) {
    if (own === 0 || own >= K_ANONYMITY) continue;
    const shown = file.merged?.[id] ?? id;
    for (const [subject, classes] of Object.entries(file.tallies)) {
      for (const [item, cell] of Object.entries(classes[shown]?.items ?? {})) {
        const whole = classes[shown]!.valid;
        for (const [option, count] of [...Object.entries(cell.options), ['', cell.blank] as const]) {
          const [low, high] = [Math.max(0, count - (whole - own)), Math.min(own, count)];
          const unanimous = whole >= K_ANONYMITY && (count === 0 || count === whole);
          if (low === high && !unanimous) out.push(`${subject}/${id}/${item}/${option}`);
        }
      }
    }
  }
  return out;
}

describe('SEC-D13 SEC-G5 random meetings', () => {
  test(`over ${MEETINGS} meetings tallies equal an independent count, and no count of fewer than five is derived`, () => {
    const wrong: string[] = [];
    const derived: string[] = [];
    for (let seed = 1; seed <= MEETINGS; seed += 1) {
      const played = play(seed, asSealed);
      const { file, ballots } = played;
      if (!verifySealFile(file).ok) wrong.push(`${seed}/file`);
      derived.push(...derivedCounts(play(seed, unfolded)).map((at) => `${seed}/unfolded/${at}`));
      for (const [subject, classes] of Object.entries(file.tallies)) {
        for (const [id, tally] of Object.entries(classes)) {
          const own = ballots.filter((b) => !(file.withheld ?? []).includes(b.class) && (b.class === id || file.merged?.[b.class] === id));
          if (tally.valid !== own.length || (tally.valid > 0 && tally.valid < K_ANONYMITY)) wrong.push(`${seed}/${subject}/${id}`);
          for (const [item, cell] of Object.entries(tally.items)) {
            for (const [option, count] of [...Object.entries(cell.options), [null, cell.blank] as const]) if (count !== own.filter((b) => b.choices[subject]![item] === option).length) wrong.push(`${seed}/${subject}/${id}/${item}/${option}`);
          }
        }
      }
      derived.push(...derivedCounts(played).map((at) => `${seed}/${at}`));
    }
    expect({ wrong, derived }).toEqual({ wrong: [], derived: [] });
  }, 600_000);

  test('the same bounds do derive counts when small classes are published as they are', () => {
    const found = Array.from({ length: 30 }, (_, seed) => derivedCounts(play(seed, throughTheWall)).length).filter((n) => n > 0);
    expect(found.length).toBeGreaterThan(10);
  });
});
