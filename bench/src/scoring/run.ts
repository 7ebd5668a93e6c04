import { hashOf } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { scoreEach } from '@shuping/scoring';
import type pg from 'pg';
import { readRows, storeScores, type Row, type Scored } from './store.ts';
import { inputsOf } from './world.ts';

const CHUNK = 2_000;

export type Progress = { readonly done: number; readonly of: number };

/** Scores assessees chunk by chunk, each chunk stored as one statement: figures and the hash of what they were made from. Reading and storing go on beside the scoring. After `signal` nothing more is begun; what was stored stays. Gives the number stored. */
export async function scoreStored(scheme: Scheme, reader: pg.Client, writer: pg.Client, assessees: number, { progress, signal }: { progress?: (at: Progress) => void; signal?: AbortSignal } = {}): Promise<number> {
  let done = 0;
  let storing: Promise<void> = Promise.resolve();
  const read = (from: number): Promise<Row[]> => (from < assessees ? readRows(reader, from, Math.min(assessees, from + CHUNK)) : Promise.resolve([]));
  let reading = read(0);
  for (let from = 0; from < assessees && !signal?.aborted; from += CHUNK) {
    const rows = await reading;
    reading = read(from + CHUNK);
    const scored = scoreRows(scheme, rows);
    await storing;
    storing = storeScores(writer, scored);
    done += rows.length;
    progress?.({ done, of: assessees });
  }
  await Promise.all([reading, storing]);
  return done;
}

function scoreRows(scheme: Scheme, rows: readonly Row[]): Scored {
  const out: Scored = { assessees: [], hashes: [], figures: [], scores: [] };
  const members = rows.map((row) => ({ id: String(row.assessee), inputs: inputsOf(row.counts, row.officer) }));
  for (const { id, inputs, result } of scoreEach(scheme, { members })) {
    out.assessees.push(Number(id));
    out.hashes.push(hashOf(inputs));
    out.figures.push(JSON.stringify(Object.fromEntries(Object.entries(result.nodes).map(([node, figure]) => [node, figure.value?.toString() ?? figure.absent]))));
    out.scores.push(result.root.value?.toString() ?? null);
  }
  return out;
}
