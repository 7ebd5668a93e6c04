import { inFours } from '@shuping/ballot-box/client';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Say } from './app.tsx';
import { Receipts } from './receipts.tsx';
import type { View } from './session.ts';

type NoticeView = Exclude<View, { at: 'open' }>;

/** One message and what follows from it: waiting, sending, done, closed, refused. */
export function Notice({ view, say, tools, meeting, rehearsal, change }: { view: View; say: Say; tools: JSX.Element; meeting: string; rehearsal: boolean; change: () => void }) {
  const at = view.at as NoticeView['at'];
  return (
    <>
      <header><div class="row"><span>{say('page.title')}</span>{tools}</div></header>
      <section class={`notice ${at}`}>
        <span class="mark" aria-hidden="true">{SIGNS[at]}</span>
        <h1 tabIndex={-1}>{say(`${at}.title`)}</h1>
        {(view.at === 'done' || view.at === 'next') && <Receipts codes={view.receipts} say={say} />}
        {(view.at === 'done' || view.at === 'next') && view.lost > 0 && <p class="lost" role="alert">{say('done.lost', { count: view.lost })}</p>}
        {view.at === 'sending' && view.of > 0 && <div class="prog" role="status">{say('sending.sent', { sent: view.sent, of: view.of })}<div class="bar"><i style={{ width: `${(view.sent / view.of) * 100}%` }} /></div></div>}
        <p>{say(at === 'done' && rehearsal ? 'rehearsal.done' : view.at === 'sending' && view.of > 0 ? 'sending.many' : `${at}.hint`, view.at === 'next' ? { count: view.left } : {})}</p>
        {view.at === 'wait' && <p class="receipt"><span>{say('wait.fingerprint')}</span><b>{inFours(view.fingerprint)}</b></p>}
        {view.at === 'wait' && !view.kept && <p class="named">{say('wait.unkept')}</p>}
        {(view.at === 'signing' || view.at === 'signed') && <p class="named"><b>{say('named')}</b> {view.name}</p>}
        {view.at === 'signed' && view.changeable && <button type="button" class="btn" onClick={change}>{say('signed.change')}</button>}
        {at === 'bad' && <CodeForm say={say} meeting={meeting} />}
        {at === 'invalid' && <button type="button" class="btn p" onClick={() => location.reload()}>{say('invalid.back')}</button>}
        {(at === 'arrive' || at === 'gather' || at === 'early' || at === 'wait') && <PromiseText say={say} />}
      </section>
    </>
  );
}

const SIGNS: Record<NoticeView['at'], string> = { bad: '?', arrive: '…', gather: '…', early: '…', late: '!', elsewhere: '!', forged: '!', insecure: '!', signing: '…', signed: '✓', wait: '✓', sending: '↑', done: '✓', next: '✓', closed: '–', taken: '!', unknown: '!', invalid: '!' };

function CodeForm({ say, meeting }: { say: Say; meeting: string }) {
  const [code, setCode] = useState('');
  // slips print the code in two halves
  const secret = code.replace(/\s/g, '');
  const open = (event: Event): void => {
    event.preventDefault();
    location.href = `/v/${meeting}#${secret}`;
    location.reload();
  };
  return (
    <form onSubmit={open}>
      <label>{say('bad.code')}<input value={code} autoComplete="off" autoCapitalize="off" spellcheck={false} maxLength={30} onInput={(e) => setCode(e.currentTarget.value)} /></label>
      <button type="submit" class="btn p" disabled={secret.length !== 22}>{say('bad.open')}</button>
    </form>
  );
}

/** What is promised in two sentences, and what is not (security 2.4, 2.5). */
export function PromiseText({ say }: { say: Say }) {
  return (
    <details class="pv">
      <summary>{say('promise')} <u>{say('promise.more')}</u></summary>
      <p>{say('promise.holds')}</p>
      <p>{say('promise.not')}</p>
    </details>
  );
}

/** Said in large letters to whoever signs. */
export function Signed({ say }: { say: Say }) {
  return <p class="named"><b>{say('named')}</b> {say('named.hint')}</p>;
}
