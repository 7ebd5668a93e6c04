import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, FileUpload, Loaded, SearchFilter, Section } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import { inPieces, readLines, type Candidates, type NewElector, type Roll, type RollRead } from './roll-model.ts';

type Way = 'paste' | 'agenda' | 'posts' | 'sheet';
type Props = { readonly meeting: Meeting; readonly roll: Roll; readonly onAdded: () => void };
type Adding = { readonly group: string; readonly roll: Roll; readonly meeting: Meeting; readonly busy: boolean; readonly add: (electors: readonly NewElector[]) => void };

/** Puts names on the roll: pasted, from those who debrief, from posts in units below, or from a workbook. */
export function RollAdd({ meeting, roll, onAdded }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [way, setWay] = useState<Way>('paste');
  const [group, setGroup] = useState(() => (roll.groups.find((one) => one.byName) ?? roll.groups[0])?.id ?? '');
  const [round, setRound] = useState(0);
  const save = useApiMutation({
    run: async (electors: readonly NewElector[]) => {
      let added = 0;
      let changed = 0;
      for (const piece of inPieces(electors)) {
        const done = await api.post<{ added: number; changed: number }>(`/meetings/${meeting.id}/roll/electors`, { body: { electors: piece }, idempotencyKey: newKey() });
        added += done.added;
        changed += done.changed;
      }
      return { added, changed };
    },
    invalidates: ['/meetings'],
    onDone: (done) => {
      showDone(t('roll.added', done));
      setRound(round + 1);
      onAdded();
    },
  });
  const own: Adding = { group, roll, meeting, busy: save.isPending, add: (electors) => save.mutate(electors) };
  return (
    <Section title={t('roll.add')} ruled>
      <div className="roll-add">
        <Segmented<Way> value={way} onChange={setWay} options={(['paste', 'agenda', 'posts', 'sheet'] as const).map((one) => ({ value: one, label: t(`roll.way.${one}`) }))} />
        <label>{t(way === 'sheet' ? 'roll.sheet.group' : 'plan.group')} <Select value={group} onChange={setGroup} aria-label={t('plan.group')} popupMatchSelectWidth={false} options={roll.groups.map((one) => ({ value: one.id, label: text(one.title) }))} /></label>
      </div>
      <p className="s12 c3">{t(`roll.way.${way}.hint`)}</p>
      {way === 'paste' ? <Paste key={round} {...own} /> : way === 'sheet' ? <FromSheet key={round} {...own} /> : <FromPeople key={`${way}${round}`} from={way} {...own} />}
    </Section>
  );
}

function Paste({ group, meeting, busy, add }: Adding) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const read = readLines(typed, group, meeting.agenda);
  return (
    <>
      <Input.TextArea rows={6} value={typed} onChange={(e) => setTyped(e.target.value)} placeholder={t('roll.paste.example')} aria-label={t('roll.way.paste')} />
      {read.unknown.length > 0 ? <p className="late s13" role="alert">{read.unknown.slice(0, 6).map((one) => t('roll.paste.unknown', one)).join(t('cockpit.comma'))}</p> : null}
      <p className="slips-acts"><Button type="primary" loading={busy} disabled={read.electors.length === 0 || read.unknown.length > 0} onClick={() => add(read.electors)}>{t('roll.add.do', { count: read.electors.length })}</Button></p>
    </>
  );
}

function FromPeople({ from, group, roll, meeting, busy, add }: Adding & { readonly from: 'agenda' | 'posts' }) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = useApiQuery<Candidates>(`/meetings/${meeting.id}/roll/candidates`, { query: { from, ...(q === '' ? {} : { q }) }, keepPrevious: true });
  const related = roll.groups.find((one) => one.id === group)?.rates === 'related';
  const toggle = (id: string, on: boolean): void => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  return (
    <Loaded query={query}>
      {({ items, more }) => {
        const free = items.filter((one) => !one.listed);
        const picked = free.filter((one) => chosen.has(one.personId));
        return (
          <>
            <SearchFilter value={q} placeholder={t('roll.people.search')} onChange={setQ} />
            <ul className="roll-people">
              {items.map((one, at) => (
                <li key={`${one.personId}${at}`}>
                  <label><input type="checkbox" disabled={one.listed} checked={one.listed || chosen.has(one.personId)} onChange={(e) => toggle(one.personId, e.target.checked)} /> <b>{one.name}</b> <span className="c2">{one.unit} {one.post}</span>{one.listed ? <span className="c3 s12"> {t('roll.people.listed')}</span> : null}</label>
                </li>
              ))}
            </ul>
            {items.length === 0 ? <p className="c2">{t('roll.people.none')}</p> : null}
            {more ? <p className="s12 c3">{t('roll.people.more')}</p> : null}
            <p className="slips-acts">
              <Button type="primary" loading={busy} disabled={picked.length === 0} onClick={() => add(picked.map((one) => ({ name: one.name, unit: one.unit, personId: one.personId, groups: [group], related: related ? one.related : [] })))}>{t('roll.add.do', { count: picked.length })}</Button>
              <Button disabled={free.length === 0} onClick={() => setChosen(new Set(free.map((one) => one.personId)))}>{t('roll.people.all')}</Button>
            </p>
          </>
        );
      }}
    </Loaded>
  );
}

function FromSheet({ group, meeting, busy, add }: Adding) {
  const { t } = useTranslation();
  const [read, setRead] = useState<RollRead | null>(null);
  if (read === null) return <FileUpload<RollRead> to={`/meetings/${meeting.id}/roll/read`} accept=".xlsx" maxMb={10} onDone={setRead} />;
  const good = read.rows.filter((row) => row.problems.length === 0 && row.name !== '');
  return (
    <>
      <p>{t('roll.sheet.read', { rows: read.rows.length, good: good.length })}</p>
      <ul className="plain late s13">{read.rows.filter((row) => !good.includes(row)).slice(0, 20).map((row) => <li key={row.row}>{t('roll.sheet.row', { row: row.row, name: row.name })}{row.problems.map((one) => t(`roll.problem.${one.code}`, { ...one.params, defaultValue: t('roll.sheet.cell') })).join(t('cockpit.comma'))}</li>)}</ul>
      <p className="slips-acts">
        <Button type="primary" loading={busy} disabled={good.length === 0} onClick={() => add(good.map((row) => ({ name: row.name, unit: row.unit, groups: row.groups.length > 0 ? row.groups : [group], related: row.related })))}>{t('roll.add.do', { count: good.length })}</Button>
        <Button onClick={() => setRead(null)}>{t('roll.sheet.other')}</Button>
      </p>
    </>
  );
}
