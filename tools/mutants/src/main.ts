// Mutation testing of the score engine and the scheme model: `npm run mutants -- [--sample 100] [--seed 1] [--only PART-OF-PATH]`.
import { seededRandom, shuffled } from '@shuping/kernel';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyOf } from './copy.ts';
import { mutantsOf, type Mutant } from './mutate.ts';
import { filesBelow, specsFor } from './specs.ts';

const GOAL = 0.7;
const PATIENCE_MS = 300_000;
/** specs that stand next to a file are asked first: most faults end there */
const NEAR = 5;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({ options: { sample: { type: 'string', default: '100' }, seed: { type: 'string', default: '20261122' }, only: { type: 'string', default: '' } } });
/** words, builders of tests, lists of exports and shapes that zod reads hold no rules of their own */
const WITHOUT = /(\.spec\.ts|\/locales\/|\/testing\/|\/index\.ts|\/scheme\/src\/(model|nodes)\/|locales?-codes)/;

const copy = copyOf(root);
process.on('SIGINT', () => {
  copy.remove();
  process.exit(1);
});
try {
  const sources = ['scheme', 'scoring'].flatMap((name) => filesBelow(join(copy.dir, 'packages', name, 'src'))).filter((file) => !WITHOUT.test(file) && file.includes(values.only)).sort();
  const all = sources.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const sample = shuffled(all, seededRandom(Number(values.seed))).slice(0, Number(values.sample));
  const specs = specsFor(copy.dir);
  // what is red without a fault would kill every mutant
  const used = [...new Set(sample.flatMap((mutant) => specs(mutant.file).quick))];
  if (fails(used)) throw new Error('the specs do not pass as they stand');
  const survived: Mutant[] = [];
  const killed = new Map<string, number>();
  sample.forEach((mutant, at) => {
    const { quick, slow } = specs(mutant.file);
    const dead = inPlace(mutant, () => fails(quick.slice(0, NEAR)) || fails(quick.slice(NEAR)) || fails(slow));
    if (dead) killed.set(mutant.operator, (killed.get(mutant.operator) ?? 0) + 1);
    else survived.push(mutant);
    process.stdout.write(`${at + 1}/${sample.length} ${dead ? 'killed  ' : 'SURVIVED'} ${shown(mutant)}\n`);
  });
  const count = sample.length - survived.length;
  const share = count / Math.max(1, sample.length);
  process.stdout.write(`\n${JSON.stringify({ mutants: all.length, sample: sample.length, seed: Number(values.seed), killed: count, share: Number(share.toFixed(3)), goal: GOAL, byOperator: Object.fromEntries(killed), survived: survived.map(shown) }, null, 1)}\n`);
  process.exitCode = share >= GOAL ? 0 : 1;
} finally {
  copy.remove();
}

function shown({ file, line, operator, was, put }: Mutant): string {
  const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);
  return `${relative(copy.dir, file)}:${line} ${operator}: ${short(was)} → ${short(put)}`;
}

/** Runs with the fault planted and takes it out again. */
function inPlace(mutant: Mutant, run: () => boolean): boolean {
  const text = readFileSync(mutant.file, 'utf8');
  writeFileSync(mutant.file, text.slice(0, mutant.start) + mutant.put + text.slice(mutant.end));
  try {
    return run();
  } finally {
    writeFileSync(mutant.file, text);
  }
}

/** Whether any of the specs fails; a run without an end counts as one that fails. */
function fails(paths: readonly string[]): boolean {
  if (paths.length === 0) return false;
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', '--bail', '--silent', '--runTestsByPath', ...paths];
  const { status } = spawnSync(process.execPath, args, { cwd: copy.dir, stdio: 'ignore', timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
  return status !== 0;
}
