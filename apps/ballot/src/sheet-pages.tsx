import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Say } from './app.tsx';
import { PromiseText } from './notice.tsx';
import { asWritten, isInRange, REMARK, REMARK_LENGTH } from '@shuping/ballot-box/client';
import type { BallotSession, Sheet } from './session.ts';

type Props = { sheet: Sheet; session: Pick<BallotSession, 'marks' | 'mark' | 'missing' | 'submit'>; say: Say; tools: JSX.Element };

/** One person a page, then everybody at a glance, then one button. */
export function SheetPages({ sheet, session, say, tools }: Props) {
  const first = session.missing(sheet)[0];
  const [at, setAt] = useState(first === undefined ? sheet.subjects.length : sheet.subjects.findIndex((s) => s.id === first));
  const [, redraw] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus();
  }, [at]);
  const subject = sheet.subjects[at];
  if (!subject) return <Overview sheet={sheet} session={session} say={say} tools={tools} open={setAt} heading={heading} />;
  const chosen = session.marks[subject.id] ?? {};
  const main = mainItem(sheet);
  const open = sheet.form.items.filter((item) => chosen[item.id] === undefined).length;
  return (
    <>
      <header>
        <div class="row"><span>{sheet.title}</span>{tools}</div>
        <div class="row c2"><span>{say('sheet.for', { class: sheet.form.title })}</span><span>{say('position', { at: at + 1, of: sheet.subjects.length })}</span></div>
        <div class="bar"><i style={{ width: `${((at + 1) / sheet.subjects.length) * 100}%` }} /></div>
        {sheet.named && <p class="named"><b>{say('named')}</b> {say('named.hint')}</p>}
      </header>
      <section class="who"><h1 tabIndex={-1} ref={heading}>{subject.name}</h1><p>{subject.unit}</p></section>
      {sheet.form.items.map((item) => {
        const pick = (option: string | null | undefined): void => {
          session.mark(subject.id, item.id, option);
          redraw((n) => n + 1);
        };
        if (item.range) return <NumberItem key={`${subject.id}/${item.id}`} item={item} range={item.range} chosen={chosen[item.id]} pick={pick} say={say} />;
        const Field = item === main || !sameScale(item, main) ? WholeItem : ShortItem;
        return <Field key={`${subject.id}/${item.id}`} item={item} chosen={chosen[item.id]} pick={pick} say={say} />;
      })}
      {sheet.form.remarks && <RemarkField key={`${subject.id}/${REMARK}`} text={chosen[REMARK] ?? ''} write={(text) => session.mark(subject.id, REMARK, text)} say={say} />}
      {open > 0 && open < sheet.form.items.length && <p class="left" role="status">{say('sheet.left', { count: open })}</p>}
      <PromiseText say={say} />
      <nav class="ft">
        <button type="button" class="btn" disabled={at === 0} onClick={() => setAt(at - 1)}>{say('nav.previous')}</button>
        <button type="button" class="btn p" onClick={() => setAt(at + 1)}>{say(at + 1 === sheet.subjects.length ? 'nav.overview' : 'nav.next')}</button>
      </nav>
    </>
  );
}

/** A remark in words, kept like a mark; what gives people away is said where they write. */
function RemarkField({ text, write, say }: { text: string; write: (text: string | undefined) => void; say: Say }) {
  const [typed, setTyped] = useState(text);
  const type = (next: string): void => {
    // what takes more room in a request than a Chinese character does would make it longer than others
    const plain = next.slice(0, REMARK_LENGTH).replace(/[\u0000-\u0009\u000b-\u001f]|[\ud800-\udfff]/gu, '');
    setTyped(plain);
    write(plain.trim() === '' ? undefined : plain.trim());
  };
  return (
    <div class="rm">
      <label><b>{say('remark.title')}</b><textarea rows={3} maxLength={REMARK_LENGTH} autocomplete="off" value={typed} aria-describedby="rm-h" onInput={(e) => type(e.currentTarget.value)} /></label>
      <p id="rm-h">{say('remark.hint')}</p>
    </div>
  );
}

type Item = Sheet['form']['items'][number];
type FieldProps = { item: Item; chosen: string | null | undefined; pick: (option: string | null | undefined) => void; say: Say };

/** The item that stands for a person at a glance: the first that must be marked. */
function mainItem(sheet: Sheet): Item {
  return sheet.form.items.find((item) => item.required) ?? sheet.form.items[0]!;
}

function sameScale(a: Item, b: Item): boolean {
  return !a.range && !b.range && a.options.length === b.options.length && a.options.every((option, index) => option.id === b.options[index]!.id);
}

/** One option a row, with the behaviour that deserves it. */
function WholeItem({ item, chosen, pick, say }: FieldProps) {
  return (
    <fieldset>
      <legend>{item.title}</legend>
      {item.options.map((option, index) => (
        <label key={option.id} class={`op${chosen === option.id ? ' s' : ''}`}>
          <input type="radio" name={item.id} checked={chosen === option.id} onChange={() => pick(option.id)} />
          <span class={`g g${index}`}>{option.title}</span>
          <span class="an">{option.anchor}</span>
          <span class="ck" aria-hidden="true">{chosen === option.id ? '✓' : ''}</span>
        </label>
      ))}
      {!item.required && (
        <label class={`op dk${chosen === null ? ' s' : ''}`}>
          <input type="radio" name={item.id} checked={chosen === null} onChange={() => pick(null)} />
          <span class="g gn">{say('blank')}</span><span class="an">{say('blank.hint')}</span><span class="ck" aria-hidden="true">{chosen === null ? '✓' : ''}</span>
        </label>
      )}
    </fieldset>
  );
}

/** Further items on the scale shown above: all options side by side, so that a person fits on a screen or two. */
function ShortItem({ item, chosen, pick, say }: FieldProps) {
  return (
    <fieldset class="short">
      <legend>{item.title}</legend>
      <div class="sg">
        {item.options.map((option, index) => (
          <label key={option.id} class={chosen === option.id ? 's' : ''}>
            <input type="radio" name={item.id} checked={chosen === option.id} onChange={() => pick(option.id)} />
            <span class={`g g${index}`}>{option.title}</span>
          </label>
        ))}
        {!item.required && (
          <label class={chosen === null ? 's' : ''}>
            <input type="radio" name={item.id} checked={chosen === null} onChange={() => pick(null)} />
            <span class="g gn">{say('blank')}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

/** A mark that is typed: the number, its bounds, and a word when it is none of the range. */
function NumberItem({ item, range, chosen, pick, say }: FieldProps & { range: NonNullable<Item['range']> }) {
  const [typed, setTyped] = useState(typeof chosen === 'string' ? chosen : '');
  const wrong = typed !== '' && !isInRange(range, asWritten(typed));
  const type = (text: string): void => {
    setTyped(text);
    const mark = asWritten(text);
    pick(isInRange(range, mark) ? mark : undefined);
  };
  return (
    <fieldset class="num">
      <legend>{item.title}</legend>
      <label class={`nb${wrong ? ' w' : ''}`}>
        <input type="text" inputMode="decimal" autocomplete="off" maxLength={10} value={typed} aria-invalid={wrong} aria-describedby={`${item.id}-b`} onInput={(e) => type(e.currentTarget.value)} />
        <span id={`${item.id}-b`}>{say(wrong ? 'number.wrong' : 'number.range', { min: range.min, max: range.max, step: range.step })}</span>
      </label>
      {!item.required && (
        <label class={`op dk${chosen === null ? ' s' : ''}`}>
          <input type="checkbox" checked={chosen === null} onChange={(e) => { setTyped(''); pick(e.currentTarget.checked ? null : undefined); }} />
          <span class="g gn">{say('blank')}</span><span class="an">{say('blank.hint')}</span><span class="ck" aria-hidden="true">{chosen === null ? '✓' : ''}</span>
        </label>
      )}
    </fieldset>
  );
}

function Overview({ sheet, session, say, tools, open, heading }: Props & { open: (at: number) => void; heading: { current: HTMLHeadingElement | null } }) {
  const missing = session.missing(sheet);
  const main = mainItem(sheet);
  const counts = main.options.map((o) => sheet.subjects.filter((s) => session.marks[s.id]?.[main.id] === o.id).length);
  return (
    <>
      <header>
        <div class="row"><h1 class="small" tabIndex={-1} ref={heading}>{say('overview.title')}</h1>{tools}</div>
        <p class="cnt">{main.options.map((o, i) => <span key={o.id} class={`g g${i}`}>{o.title}<b>{counts[i]}</b></span>)}</p>
      </header>
      <ol class="ls">
        {sheet.subjects.map((s, i) => {
          const mark = session.marks[s.id]?.[main.id];
          const index = main.options.findIndex((o) => o.id === mark);
          const isOpen = missing.includes(s.id);
          return (
            <li key={s.id}>
              <button type="button" onClick={() => open(i)}>
                <span class="k">{i + 1}</span><span class="nm">{s.name}</span><span class="u">{s.unit}</span>
                {isOpen ? <span class="todo">{say('overview.open')}</span> : main.range && mark ? <b>{mark}</b> : <span class={`g g${index < 0 ? 'n' : index}`}>{index < 0 ? say('blank') : main.options[index]!.title}</span>}
                <span class="go" aria-hidden="true">›</span>
              </button>
            </li>
          );
        })}
      </ol>
      <nav class="ft one">
        <p>{missing.length > 0 ? <button type="button" class="link" onClick={() => open(sheet.subjects.findIndex((s) => s.id === missing[0]))}>{say('overview.missing', { count: missing.length })}</button> : say('overview.note')}</p>
        <button type="button" class="btn p" disabled={missing.length > 0} onClick={() => void session.submit(sheet)}>{say('overview.submit', { count: sheet.subjects.length })}</button>
      </nav>
    </>
  );
}
