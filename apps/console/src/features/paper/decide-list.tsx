import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api as http, useApiMutation } from '../../client/index.ts';
import { Button, Section } from '../../ui/index.ts';
import { MarkChoice } from './mark-choice.tsx';
import { placeKey, REMARK, REMARK_LENGTH, TWO, type Batch, type Item, type Mark, type PaperClass, type Place, type Round } from './model.ts';

type Props = { readonly api: string; readonly round: Round; readonly voterClass: PaperClass; readonly batch: Batch; readonly onDone: (words: string) => void };

/** Marks that people have to look at: where two entries differ, or where the machine was not sure. */
export function DecideList({ api, round, voterClass, batch, onDone }: Props) {
  const { t } = useTranslation();
  const isLook = batch.step === 'look';
  const places: readonly Place[] = (isLook ? batch.differences : batch.doubts) ?? [];
  const [marks, setMarks] = useState<Readonly<Record<string, Mark | undefined>>>({});
  const given = places.map(({ sheet, subject, item }) => ({ sheet, subject, item, mark: marks[placeKey({ sheet, subject, item })] ?? null }));
  const submit = useApiMutation({
    run: () => http.post<Batch>(isLook ? `${api}/looks` : `${api}/entries`, { body: isLook ? { decisions: given } : { marks: given } }),
    onDone: (row) => onDone(row.step === 'counted' ? t(isLook ? 'paper.look.done' : 'paper.submitted.counted', { count: row.size }) : isLook ? t('paper.look.kept') : row.step === 'look' ? t('paper.submitted.differs', { count: row.differences?.length ?? 0 }) : t('paper.submitted')),
  });
  const ready = places.every((one) => marks[placeKey(one)] !== undefined);
  const itemOf = (id: string): Item => voterClass.items.find((one) => one.id === id)!;
  const wordOf = (item: string, mark: Mark): string => (item === REMARK ? (mark ?? t('paper.remark.none')) : mark === null ? t('paper.blank') : mark === TWO ? t('paper.two') : (itemOf(item).options.find((one) => one.id === mark)?.title ?? mark));
  const whereOf = (place: Place): string => t('paper.where', { n: place.sheet, subject: round.subjects.find((one) => one.id === place.subject)?.name ?? '', item: place.item === REMARK ? t('paper.remark') : (voterClass.items.find((one) => one.id === place.item)?.title ?? '') });
  return (
    <Section title={t(isLook ? 'paper.do.look' : 'paper.do.first')} note={isLook && batch.look !== null ? t('paper.look.waiting', { name: batch.look }) : undefined} ruled>
      {places.length === 0 ? <p className="c2">{t('paper.doubt.none')}</p> : (
        <ul className="paper-decide">
          {places.map((place) => {
            const difference = isLook ? batch.differences!.find((one) => placeKey(one) === placeKey(place)) : undefined;
            const doubt = isLook ? undefined : batch.doubts!.find((one) => placeKey(one) === placeKey(place));
            return (
              <li key={placeKey(place)}>
                <div><b>{whereOf(place)}</b><span className="c2 s13">{difference ? `${t('paper.look.first')} ${wordOf(place.item, difference.first)} · ${t('paper.look.second')} ${wordOf(place.item, difference.second)}` : doubt ? t(`paper.doubt.${doubt.why}`) : ''}</span></div>
                {place.item === REMARK ? <RemarkChoice label={whereOf(place)} offered={[difference?.first ?? null, difference?.second ?? null]} value={marks[placeKey(place)]} onChange={(mark) => setMarks({ ...marks, [placeKey(place)]: mark })} /> : <MarkChoice label={whereOf(place)} name={placeKey(place)} item={itemOf(place.item)} value={marks[placeKey(place)]} onChange={(mark) => setMarks({ ...marks, [placeKey(place)]: mark })} />}
              </li>
            );
          })}
        </ul>
      )}
      <p className="paper-foot"><Button type="primary" disabled={!ready} loading={submit.isPending} onClick={() => submit.mutate(undefined)}>{t(isLook ? 'paper.look.submit' : 'paper.submit')}</Button></p>
    </Section>
  );
}

type RemarkProps = { readonly label: string; readonly offered: readonly Mark[]; readonly value: Mark | undefined; readonly onChange: (mark: Mark) => void };

/** What a remark says: as one of the two typed it, or typed anew from the sheet; empty where there is none. */
function RemarkChoice({ label, offered, value, onChange }: RemarkProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="mark-choice" aria-label={label}>
      {[...new Set(offered)].map((one) => <label key={one ?? ''} className={value === one ? 'on' : ''}><input type="radio" name={label} checked={value === one} onChange={() => onChange(one)} /><span>{one ?? t('paper.remark.none')}</span></label>)}
      <span className="paper-remark"><input type="text" maxLength={REMARK_LENGTH} autoComplete="off" value={value ?? ''} aria-label={label} placeholder={t('paper.remark.anew')} onChange={(e) => onChange(e.target.value.trim() === '' ? null : e.target.value)} /></span>
    </fieldset>
  );
}
