import { asWritten, isInRange, REMARK, REMARK_LENGTH } from '@shuping/ballot-box/client';
import { useState } from 'preact/hooks';
import type { Say } from './app.tsx';
import { mainItem, type Item, type Marks, type Person } from './page.ts';

/** A remark in words, kept like a mark; what gives people away is said where they write. */
function RemarkField({ subject, folded, text, write, say }: { subject: string; folded: boolean; text: string; write: (text: string | undefined) => void; say: Say }) {
  const [typed, setTyped] = useState(text);
  const type = (next: string): void => {
    // what takes more room in a request than a Chinese character does would make it longer than others
    const plain = next.slice(0, REMARK_LENGTH).replace(/[\u0000-\u0009\u000b-\u001f]|[\ud800-\udfff]/gu, '');
    setTyped(plain);
    write(plain.trim() === '' ? undefined : plain.trim());
  };
  const [open, setOpen] = useState(!folded || text !== '');
  if (!open) return <button type="button" class="link rm" onClick={() => setOpen(true)}>{say('remark.title')}</button>;
  return (
    <div class="rm">
      <label><b>{say('remark.title')}</b><textarea rows={3} maxLength={REMARK_LENGTH} autocomplete="off" value={typed} aria-describedby={`${subject}/~`} onInput={(e) => type(e.currentTarget.value)} /></label>
      <p id={`${subject}/~`}>{say('remark.hint')}</p>
    </div>
  );
}

type FieldProps = { subject: string; item: Item; chosen: string | null | undefined; pick: (option: string | null | undefined) => void; say: Say };

function sameScale(a: Item, b: Item): boolean {
  return !a.range && !b.range && a.options.length === b.options.length && a.options.every((option, index) => option.id === b.options[index]!.id);
}

/** Everything that is asked about one person; `short` lays out each item in one row. */
export function Fields({ person: { id, form }, chosen = {}, short = false, mark, say }: { person: Person; chosen: Marks[string] | undefined; short?: boolean; mark: (item: string, option: string | null | undefined) => void; say: Say }) {
  const main = mainItem(form);
  return (
    <>
      {form.items.map((item) => {
        const Field = item.range ? NumberItem : short || (item !== main && sameScale(item, main)) ? ShortItem : WholeItem;
        return <Field key={`${id}/${item.id}`} subject={id} item={item} chosen={chosen[item.id]} pick={(option) => mark(item.id, option)} say={say} />;
      })}
      {form.remarks && <RemarkField key={`${id}/${REMARK}`} subject={id} folded={short} text={chosen[REMARK] ?? ''} write={(text) => mark(REMARK, text)} say={say} />}
    </>
  );
}

/** One option a row, with the behaviour that deserves it. */
function WholeItem({ subject, item, chosen, pick, say }: FieldProps) {
  return (
    <fieldset>
      <legend>{item.title}</legend>
      {item.options.map((option, index) => (
        <label key={option.id} class={`op${chosen === option.id ? ' s' : ''}`}>
          <input type="radio" name={`${subject}/${item.id}`} checked={chosen === option.id} onChange={() => pick(option.id)} />
          <span class={`g g${index}`}>{option.title}</span>
          <span class="an">{option.anchor}</span>
          <span class="ck" aria-hidden="true">{chosen === option.id ? '✓' : ''}</span>
        </label>
      ))}
      {!item.required && (
        <label class={`op dk${chosen === null ? ' s' : ''}`}>
          <input type="radio" name={`${subject}/${item.id}`} checked={chosen === null} onChange={() => pick(null)} />
          <span class="g gn">{say('blank')}</span><span class="an">{say('blank.hint')}</span><span class="ck" aria-hidden="true">{chosen === null ? '✓' : ''}</span>
        </label>
      )}
    </fieldset>
  );
}

/** Further items on the scale shown above: all options side by side, so that a person fits on a screen or two. */
function ShortItem({ subject, item, chosen, pick, say }: FieldProps) {
  return (
    <fieldset class="short">
      <legend>{item.title}</legend>
      <div class="sg">
        {item.options.map((option, index) => (
          <label key={option.id} class={chosen === option.id ? 's' : ''}>
            <input type="radio" name={`${subject}/${item.id}`} checked={chosen === option.id} onChange={() => pick(option.id)} />
            <span class={`g g${index}`}>{option.title}</span>
          </label>
        ))}
        {!item.required && (
          <label class={chosen === null ? 's' : ''}>
            <input type="radio" name={`${subject}/${item.id}`} checked={chosen === null} onChange={() => pick(null)} />
            <span class="g gn">{say('blank')}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

/** A mark that is typed: the number, its bounds, and a word when it is none of the range. */
function NumberItem({ subject, item, chosen, pick, say }: FieldProps) {
  const range = item.range!;
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
        <input type="text" inputMode="decimal" autocomplete="off" maxLength={10} value={typed} aria-invalid={wrong} aria-describedby={`${subject}/${item.id}`} onInput={(e) => type(e.currentTarget.value)} />
        <span id={`${subject}/${item.id}`}>{say(wrong ? 'number.wrong' : 'number.range', { min: range.min, max: range.max, step: range.step })}</span>
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
