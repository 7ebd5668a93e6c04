import { Fragment, useRef, type Ref } from 'react';
import { segments, toneOf, type Mark } from './marks.ts';

type Props = { readonly id: string; readonly label: string; readonly hint: string; readonly value: string; readonly marks: readonly Mark[]; readonly readOnly: boolean; readonly field: Ref<HTMLTextAreaElement>; readonly onChange: (text: string) => void; readonly onBlur: () => void; readonly onCaret: (at: number) => void };

/** One section as a plain text field, so that every input method works; a mirror of the same text behind it gives the height and shows the marks. */
export function SectionField({ id, label, hint, value, marks, readOnly, field, onChange, onBlur, onCaret }: Props) {
  const composing = useRef(false);
  return (
    <div className="report-field">
      <div className="report-mirror" aria-hidden="true">
        {segments(value, marks).map((part) => (
          <Fragment key={part.at}>
            <span className={toneOf(part.marks)}>{part.text}</span>
            {part.nos.map((no) => <sup key={no} data-no={no} />)}
          </Fragment>
        ))}
        {'\u200b'}
      </div>
      <textarea
        ref={field} id={`section-${id}`} aria-label={label} placeholder={hint} value={value} readOnly={readOnly} spellCheck={false} rows={1}
        onChange={(event) => onChange(event.target.value)} onBlur={onBlur}
        onCompositionStart={() => void (composing.current = true)} onCompositionEnd={() => void (composing.current = false)}
        onSelect={(event) => void (composing.current || onCaret(event.currentTarget.selectionStart))}
      />
    </div>
  );
}
