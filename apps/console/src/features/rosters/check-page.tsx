import { ROSTER_STATUSES, type RosterOut, type RosterRow, type RosterStatus } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { A, Button, dayWords, EmptyPanel, FilterBar, ListTable, Loaded, PageBody, PageHeader, ProblemPanel, SegFilter, Tag, useList, usePathParams, useToday, type Column, type TagTone } from '../../ui/index.ts';
import { ImportState } from './import-state.tsx';
import { Steps } from './steps.tsx';
import { useNoteText } from './use-note-text.ts';

const TONES: Readonly<Record<RosterStatus, TagTone>> = { new: 'green', changed: 'blue', same: 'grey', bad: 'red' };

/** 导入花名册, second and third step: what every row would do, then the import of the right rows. */
export function Page() {
  const { id } = usePathParams();
  const { t } = useTranslation();
  const query = useApiQuery<RosterOut>(`/rosters/${id ?? ''}`);
  return (
    <Loaded query={query}>
      {(roster) => (
        <>
          <PageHeader title={t('rosters.title')} crumb={<A href={`/organisations?unit=${roster.orgId}`}>{roster.orgName}</A>} sub={t('rosters.file', { file: roster.fileName, sheet: roster.sheet, row: roster.headerRow })} />
          <PageBody>
            <Steps at={roster.state === 'checked' ? 'check' : 'import'} />
            <Reading roster={roster} />
            <Acts roster={roster} again={() => void query.refetch()} />
            <Rows roster={roster} />
          </PageBody>
        </>
      )}
    </Loaded>
  );
}

/** How the sheet was read: matched columns, those left out, rows taken for remarks. */
function Reading({ roster }: { readonly roster: RosterOut }) {
  const { t } = useTranslation();
  const list = (columns: readonly { readonly letters: string; readonly header: string }[]): string => columns.map((column) => `${column.letters} ${column.header.replace(/\s+/g, '')}`).join(t('rosters.comma'));
  return (
    <>
      <div className="roster-map s13">{roster.columns.map((column) => <span key={column.key}><b>{column.letters}</b> {column.header.replace(/\s+/g, '')} <span className="c3">→</span> {t(`rosters.column.${column.key}`)}</span>)}</div>
      {roster.notStored.length > 0 ? <p className="s13 warn">{t('rosters.notStored', { columns: list(roster.notStored) })}</p> : null}
      {roster.extra.length > 0 ? <p className="s13 c2">{t('rosters.extra', { columns: list(roster.extra) })}</p> : null}
      {roster.skipped.length > 0 ? <p className="s13 c2">{t('rosters.skipped', { rows: roster.skipped.map((one) => one.row).join(t('rosters.comma')) })}</p> : null}
    </>
  );
}

function Acts({ roster, again }: { readonly roster: RosterOut; readonly again: () => void }) {
  const { t, i18n } = useTranslation();
  const [key, setKey] = useState(newKey);
  const { new: fresh, changed, bad } = roster.counts;
  const start = useApiMutation({
    run: () => api.post(`/rosters/${roster.id}/commit`, { idempotencyKey: key }),
    invalidates: ['/rosters', '/jobs'],
    onDone: () => showDone(t('rosters.started')),
    onProblem: () => setKey(newKey()),
  });
  const errors = bad > 0 ? <Button href={apiUrl(`/rosters/${roster.id}/errors.xlsx`, { lang: i18n.language === 'en' ? 'en' : 'zh-CN' })} download>{t('rosters.errors', { count: bad })}</Button> : null;
  if (roster.state !== 'checked') return <div className="roster-acts"><ImportState roster={roster} again={again} retry={() => start.mutate()} />{errors}</div>;
  const right = fresh + changed;
  return (
    <div className="roster-acts">
      {right === 0 ? <span className="c2">{t('rosters.nothing')}</span> : <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>{bad > 0 ? t('rosters.import.right', { count: right }) : t('rosters.import', { count: right })}</Button>}
      {errors}
      <A href={`/rosters?org=${roster.orgId}`}>{t('rosters.another')}</A>
    </div>
  );
}

function Rows({ roster }: { readonly roster: RosterOut }) {
  const { t } = useTranslation();
  const list = useList<RosterRow>(`/rosters/${roster.id}/rows`, ['status'], {}, 100);
  const columns = useColumns();
  const total = ROSTER_STATUSES.reduce((sum, status) => sum + roster.counts[status], 0);
  const status = list.filters['status'] ?? '';
  if (list.problem && !list.page) return <ProblemPanel problem={list.problem} retry={list.again} />;
  return (
    <div className="roster-table">
      <FilterBar>
        <SegFilter label={t('rosters.status')} value={status} onChange={(one) => list.setFilter({ status: one })} options={[{ id: '', label: t('rosters.all'), count: total }, ...ROSTER_STATUSES.map((one) => ({ id: one, label: t(`rosters.status.${one}`), count: roster.counts[one] }))]} />
      </FilterBar>
      <ListTable list={list} columns={columns} rowKey={(row) => String(row.row)} label={t('rosters.title')} empty={<EmptyPanel what={t('rosters.rows.empty')} why={t('rosters.rows.empty.why')} />} />
    </div>
  );
}

function useColumns(): readonly Column<RosterRow>[] {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const note = useNoteText();
  return [
    { key: 'row', title: t('rosters.row'), width: 64, num: true, render: (row) => row.row },
    { key: 'status', title: t('rosters.status'), width: 80, render: (row) => <Tag tone={TONES[row.status]}>{t(`rosters.status.${row.status}`)}</Tag> },
    { key: 'unit', title: t('rosters.column.unit'), width: 176, render: (row) => row.unit },
    { key: 'name', title: t('rosters.column.name'), width: 112, render: (row) => row.name },
    { key: 'post', title: t('rosters.column.post'), width: 112, render: (row) => row.post },
    { key: 'from', title: t('rosters.column.from'), width: 120, quiet: true, render: (row) => (row.from ? dayWords(row.from, i18n.language, today) : '') },
    { key: 'number', title: t('rosters.column.staffNumber'), width: 112, quiet: true, render: (row) => row.staffNumber },
    { key: 'why', title: t('rosters.why'), hint: (row) => row.problems.map(note).join(' '), render: (row) => <>{row.problems.map((one, n) => <span key={n} className="late">{note(one)} </span>)}</> },
  ];
}
