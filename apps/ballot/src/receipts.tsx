import { inFours } from '@shuping/ballot-box/client';
import { useRef, useState } from 'preact/hooks';
import type { Say } from './app.tsx';

/** More than these are folded. */
const FEW = 3;

/** Receipts as one list in the order of the alphabet, which says nothing of the ballots; all of them are copied at once. */
export function Receipts({ codes, say }: { codes: readonly string[]; say: Say }) {
  const list = useRef<HTMLSpanElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    // a page without encryption has no clipboard of its own
    getSelection()?.selectAllChildren(list.current!);
    setCopied(document.execCommand('copy'));
    getSelection()?.removeAllRanges();
  };
  const rows = <span ref={list} class="codes">{[...codes].sort().map((code) => <b key={code}>{inFours(code)}</b>)}</span>;
  if (codes.length <= FEW) return <p class="receipt"><span>{say(codes.length > 1 ? 'done.receipts' : 'done.receipt')}</span>{rows}</p>;
  return (
    <details class="receipt">
      <summary><u>{say('done.many', { count: codes.length })}</u></summary>
      <button type="button" class="btn" onClick={copy}>{say(copied ? 'done.copied' : 'done.copy')}</button>
      {rows}
    </details>
  );
}
