import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api as http, useApiMutation } from '../../client/index.ts';
import { Button, Section } from '../../ui/index.ts';
import { MarkChoice } from './mark-choice.tsx';
import { markOfKey, placeKey, questionsOf, REMARK, REMARK_LENGTH, sheetsOf, type Batch, type Mark, type PaperClass, type Place, type Round } from './model.ts';

type Props = { readonly api: string; readonly round: Round; readonly voterClass: PaperClass; readonly batch: Batch; readonly onDone: (words: string) => void };

/** Types the sheets of a batch one after another. Nothing counts as blank until somebody has said so. */
export function TypeSheets({ api, round, voterClass, batch, onDone }: Props) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState(1);
  const [marks, setMarks] = useState<Marks>({});
  const submit = useApiMutation({
    run: () => http.post<Batch>(`${api}/entries`, { body: { sheets: sheetsOf(round, voterClass, batch.size, marks) } }),
    onDone: (row) => onDone(row.step === 'counted' ? t('paper.submitted.counted', { count: row.size }) : row.step === 'look' ? t('paper.submitted.differs', { count: row.differences?.length ?? 0 }) : t('paper.submitted')),
  });
  const doneOn = (n: number): number => questionsOf(round, voterClass, n).filter((one) => marks[placeKey(one)] !== undefined).length;
  const each = round.subjects.length * voterClass.items.length;
  const all = Array.from({ length: batch.size }, (_, at) => doneOn(at + 1)).reduce((sum, n) => sum + n, 0);
  const rest = (): void => setMarks({ ...Object.fromEntries(questionsOf(round, voterClass, sheet).map((one) => [placeKey(one), null])), ...Object.fromEntries(Object.entries(marks).filter(([, mark]) => mark !== undefined)) });
  return (
    <Section
      ruled title={t('paper.sheet', { n: sheet, of: batch.size })} note={t('paper.sheet.done', { done: doneOn(sheet), of: each })}
      right={<span className="paper-acts"><Button disabled={sheet === 1} onClick={() => setSheet(sheet - 1)}>{t('paper.prev')}</Button><Button disabled={sheet === batch.size} onClick={() => setSheet(sheet + 1)}>{t('paper.next')}</Button></span>}
    >
      <ol className="paper-sheets" aria-label={t('paper.title')}>{Array.from({ length: batch.size }, (_, at) => <li key={at}><button type="button" aria-current={sheet === at + 1 ? 'step' : undefined} aria-label={`${t('paper.sheet', { n: at + 1, of: batch.size })}, ${t('paper.sheet.done', { done: doneOn(at + 1), of: each })}`} className={doneOn(at + 1) === each ? 'done' : ''} onClick={() => setSheet(at + 1)}>{at + 1}</button></li>)}</ol>
      <Sheet round={round} voterClass={voterClass} sheet={sheet} marks={marks} onMark={(place, mark) => setMarks({ ...marks, [placeKey(place)]: mark })} />
      <p className="paper-foot">
        <Button type="primary" disabled={all < each * batch.size} loading={submit.isPending} onClick={() => submit.mutate(undefined)}>{t('paper.submit')}</Button>
        <Button disabled={doneOn(sheet) === each} onClick={rest}>{t('paper.rest.blank')}</Button>
        <span className="c3 s13">{t('paper.keys')}</span>
      </p>
    </Section>
  );
}

type Marks = Readonly<Record<string, Mark | undefined>>;
type SheetProps = { readonly round: Round; readonly voterClass: PaperClass; readonly sheet: number; readonly marks: Marks; readonly onMark: (place: Place, mark: Mark | undefined) => void };

function Sheet({ round, voterClass, sheet, marks, onMark }: SheetProps) {
  const { t } = useTranslation();
  const onKey = (place: Place) => (event: KeyboardEvent<HTMLDivElement>): void => {
    const item = voterClass.items.find((one) => one.id === place.item)!;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // a number takes its own keys, and Enter goes on
    const mark = item.range ? undefined : markOfKey(event.key, item.options);
    if (mark === undefined && !(item.range && event.key === 'Enter')) return;
    event.preventDefault();
    if (mark !== undefined) onMark(place, mark);
    const next = event.currentTarget.closest('.paper-sheet')?.querySelectorAll<HTMLElement>('.paper-question') ?? [];
    const at = [...next].indexOf(event.currentTarget);
    next[at + 1]?.querySelector<HTMLElement>('input')?.focus();
  };
  return (
    <div className="paper-sheet">
      {round.subjects.map((subject, at) => (
        <section key={subject.id}>
          <h3>{`${at + 1}. ${subject.name}`}<small>{subject.unit}</small></h3>
          {voterClass.items.map((item) => {
            const place = { sheet, subject: subject.id, item: item.id };
            return (
              <div key={item.id} className="paper-question" onKeyDown={onKey(place)}>
                <span>{item.title}</span>
                <MarkChoice label={`${subject.name} ${item.title}`} name={placeKey(place)} item={item} value={marks[placeKey(place)]} onChange={(mark) => onMark(place, mark)} />
              </div>
            );
          })}
          {voterClass.remarks ? (
            <label className="paper-remark"><span>{t('paper.remark')}</span>
              <input type="text" maxLength={REMARK_LENGTH} autoComplete="off" value={marks[placeKey({ sheet, subject: subject.id, item: REMARK })] ?? ''} aria-label={`${subject.name} ${t('paper.remark')}`} placeholder={t('paper.remark.none')} onChange={(e) => onMark({ sheet, subject: subject.id, item: REMARK }, e.target.value)} />
            </label>
          ) : null}
        </section>
      ))}
    </div>
  );
}
