import { setTimeout as pause } from 'node:timers/promises';
import type { Ballot } from './ballroom.ts';

/** What the voters' pages were told. */
export class Answers {
  /** receipt of every acknowledged ballot, by its ticket */
  readonly receipts = new Map<string, string>();
  /** another receipt for a ballot that was acknowledged before */
  changed = 0;
  connection = 0;
  /** refusals for now that did not say when to come again */
  unsaid = 0;
  /** answers that were neither an acknowledgement nor a cut connection, by status and code */
  readonly refused = new Map<string, number>();

  note(status: number, code: string): void {
    const key = `${status} ${code}`;
    this.refused.set(key, (this.refused.get(key) ?? 0) + 1);
  }
}

/** Sends a ballot until it is acknowledged, as the page does; the same ballot every time. Gives up after `patience` milliseconds. */
export async function castUntilAcknowledged(url: string, ballot: Ballot, answers: Answers, patience = 60_000): Promise<void> {
  const body = JSON.stringify(ballot);
  for (const end = Date.now() + patience; Date.now() < end; await pause(60)) {
    const answer = await send(url, body);
    if (answer === null) {
      answers.connection += 1;
      continue;
    }
    if (answer.status === 200 && answer.receipt !== undefined) {
      const before = answers.receipts.get(ballot.ticket);
      if (before !== undefined && before !== answer.receipt) answers.changed += 1;
      answers.receipts.set(ballot.ticket, answer.receipt);
      return;
    }
    answers.note(answer.status, answer.code ?? '');
    if (answer.status === 503 && !answer.retryAfter) answers.unsaid += 1;
  }
}

/** Null when the connection failed or the answer was cut off. */
async function send(url: string, body: string): Promise<{ status: number; retryAfter: boolean; code?: string; receipt?: string } | null> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(15_000) });
    return { status: response.status, retryAfter: response.headers.get('retry-after') !== null, ...((await response.json()) as { code?: string; receipt?: string }) };
  } catch {
    return null;
  }
}
