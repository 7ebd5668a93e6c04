import { err, ok, type Problem, type Result } from '@shuping/kernel';

/** Sheets of one class in one round, as counted by hand. `spoiled` were handed back and replaced, `unused` never left the pads, `returned` came back marked, `kept` were taken away by those who got them. */
export type PaperLedger = { readonly printed: number; readonly spoiled: number; readonly unused: number; readonly returned: number; readonly kept: number };
export const EMPTY_LEDGER: PaperLedger = { printed: 0, spoiled: 0, unused: 0, returned: 0, kept: 0 };

/** Under what the ledger of a class in a round stands. */
export const ledgerKey = (round: string, voterClass: string): string => `${round}/${voterClass}`;

/**
 * What keeps the ledger of a class from balancing; nothing when every sheet is accounted for. `handedOut`: people who got a sheet instead of a slip.
 * Codes, each with `difference` (sheets found less sheets looked for) and the figures: `paper.sheets-differ` (printed against handed out, spoiled and unused), `paper.box-differs` (handed out against
 * returned and kept), `paper.more-returned` (more came back than were handed out; nothing explains that away).
 */
export function ledgerProblems(voterClass: string, ledger: PaperLedger, handedOut: number): Problem[] {
  const { printed, spoiled, unused, returned, kept } = ledger;
  const left = handedOut + spoiled + unused;
  const sheets: Problem[] = printed === left ? [] : [{ code: 'paper.sheets-differ', at: voterClass, params: { difference: left - printed, printed, handedOut, spoiled, unused } }];
  if (returned > handedOut) return [...sheets, { code: 'paper.more-returned', at: voterClass, params: { difference: returned - handedOut, returned, handedOut } }];
  const back = returned + kept;
  return back === handedOut ? sheets : [...sheets, { code: 'paper.box-differs', at: voterClass, params: { difference: back - handedOut, handedOut, returned, kept } }];
}

/** Classes whose paper is not in order before the seal: the ledger does not balance, or not every returned sheet has been counted by two people (`paper.sheets-uncounted`). */
export function paperProblems(round: string, handedOut: Readonly<Record<string, number>>, ledgers: Readonly<Record<string, PaperLedger>>, counted: Readonly<Record<string, number>> | null): Problem[] {
  const classes = new Set([...Object.keys(handedOut), ...Object.keys(counted ?? {}), ...Object.keys(ledgers).flatMap((key) => (key.startsWith(`${round}/`) ? [key.slice(round.length + 1)] : []))]);
  return [...classes].sort().flatMap((id) => {
    const ledger = ledgers[ledgerKey(round, id)] ?? EMPTY_LEDGER;
    const unbalanced = ledgerProblems(id, ledger, handedOut[id] ?? 0);
    if (unbalanced.length > 0 || counted === null) return unbalanced;
    const seen = counted[id] ?? 0;
    return seen === ledger.returned ? [] : [{ code: 'paper.sheets-uncounted', at: id, params: { difference: ledger.returned - seen, returned: ledger.returned, counted: seen } }];
  });
}

/** Most sheets of a batch: few enough to be typed without losing the place. */
export const BATCH_MAX = 20;

/** Refuses a batch beyond what came back. `batched`: sheets of the class that are in a batch already. */
export function mayBatch(size: number, batched: number, returned: number): Result<null, Problem> {
  if (size > BATCH_MAX) return err({ code: 'paper.batch-too-big', params: { size, max: BATCH_MAX } });
  return batched + size > returned ? err({ code: 'paper.batch-beyond-box', params: { size, batched, returned } }) : ok(null);
}
