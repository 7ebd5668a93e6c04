import { ROSTER_STATUSES, type OrgImportOut, type OrgImportRow, type RosterStatus } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, newKey, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { A, Button, dayWords, EmptyPanel, FilterBar, ListTable, Loaded, PageBody, PageHeader, ProblemPanel, SegFilter, Tag, useList, usePathParams, useToday, type Column, type TagTone } from '../../ui/index.ts';
import { ImportState } from './import-state.tsx';
import { Steps } from './steps.tsx';

const TONES: Readonly<Record<RosterStatus, TagTone>> = { new: 'green', changed: 'blue', same: 'grey', bad: 'red' };

/** 导入组织, second and third step: what every row would do, then the import, its progress and its undoing. */
export function Page() {
  const { id } = usePathParams();
  const { t } = useTranslation();
  const query = useApiQuery<OrgImportOut>(`/org-imports/${id ?? ''}`);
  return (
    <Loaded query={query}>
      {(read) => (
        <>
          <PageHeader title={t('orgImports.title')} crumb={<A href={`/organisations?unit=${read.orgId}`}>{read.orgName}</A>} sub={t('orgImports.file', { file: read.fileName, sheet: read.sheet, row: read.headerRow })} />
          <PageBody>
            <Steps at={read.state === 'checked' ? 'check' : 'import'} />
            <Reading read={read} />
            <Acts read={read} again={() => void query.refetch()} />
            <Rows read={read} />
          </PageBody>
        </>
      )}
    </Loaded>
  );
}

function Reading({ read }: { readonly read: OrgImportOut }) {
  const { t } = useTranslation();
  const comma = t('organisations.comma');
  return (
    <>
      <div className="orgimp-map s13">{read.columns.map((column) => <span key={column.key}><b>{column.letters}</b> {column.header.replace(/\s+/g, '')} <span className="c3">→</span> {t(`orgImports.column.${column.key}`)}</span>)}</div>
      {read.extra.length > 0 ? <p className="s13 c2">{t('orgImports.extra', { columns: read.extra.map((column) => `${column.letters} ${column.header.replace(/\s+/g, '')}`).join(comma) })}</p> : null}
      {read.skipped.length > 0 ? <p className="s13 c2">{t('orgImports.skipped', { rows: read.skipped.map((one) => one.row).join(comma) })}</p> : null}
    </>
  );
}

function Acts({ read, again }: { readonly read: OrgImportOut; readonly again: () => void }) {
  const { t, i18n } = useTranslation();
  const [key, setKey] = useState(newKey);
  const { new: fresh, changed, bad } = read.counts;
  const right = fresh + changed;
  const start = useApiMutation({
    run: () => api.post(`/org-imports/${read.id}/commit`, { body: { goodOnly: bad > 0 }, idempotencyKey: key }),
    invalidates: ['/org-imports', '/jobs'],
    onDone: () => {
      setKey(newKey());
      showDone(t('orgImports.started'));
      again();
    },
    onProblem: () => setKey(newKey()),
  });
  const notes = bad > 0 ? <Button href={apiUrl(`/org-imports/${read.id}/notes.xlsx`, { lang: i18n.language === 'en' ? 'en' : 'zh-CN' })} download>{t('orgImports.notes', { count: bad })}</Button> : null;
  const button = right === 0 ? <span className="c2">{t('orgImports.nothing')}</span> : <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>{t(bad > 0 ? 'orgImports.import.right' : 'orgImports.import', { count: right })}</Button>;
  return (
    <div className="orgimp-acts">
      {read.state === 'checked' ? button : null}
      {read.jobId ? <ImportState read={read} again={again} /> : null}
      {notes}
      <A href={`/org-imports?org=${read.orgId}`}>{t('orgImports.another')}</A>
    </div>
  );
}

function Rows({ read }: { readonly read: OrgImportOut }) {
  const { t } = useTranslation();
  const list = useList<OrgImportRow>(`/org-imports/${read.id}/rows`, ['status'], {}, 100);
  const columns = useColumns();
  const total = ROSTER_STATUSES.reduce((sum, status) => sum + read.counts[status], 0);
  if (list.problem && !list.page) return <ProblemPanel problem={list.problem} retry={list.again} />;
  return (
    <div className="orgimp-table">
      <FilterBar>
        <SegFilter label={t('orgImports.status')} value={list.filters['status'] ?? ''} onChange={(status) => list.setFilter({ status })} options={[{ id: '', label: t('orgImports.all'), count: total }, ...ROSTER_STATUSES.map((one) => ({ id: one, label: t(`orgImports.status.${one}`), count: read.counts[one] }))]} />
      </FilterBar>
      <ListTable list={list} columns={columns} rowKey={(row) => String(row.row)} label={t('orgImports.title')} empty={<EmptyPanel what={t('orgImports.rows.empty')} why={t('orgImports.rows.empty.why')} />} />
    </div>
  );
}

/** Words of what is wrong in a row, with the cell. */
function useNoteText(): (note: OrgImportRow['problems'][number]) => string {
  const { t, i18n } = useTranslation();
  return ({ code, at, params }) => {
    const key = `orgImports.problem.${code}`;
    const sector = `${String(params?.['value'] ?? '')}.sector`;
    const shown = { ...params, ...(code === 'org-import.sector-differs' ? { value: i18n.exists(sector) ? t(sector) : t('organisations.sector.none') } : {}) };
    const words = i18n.exists(key) ? t(key, shown) : code;
    return at ? `${at} ${words}` : words;
  };
}

function useColumns(): readonly Column<OrgImportRow>[] {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const note = useNoteText();
  return [
    { key: 'row', title: t('orgImports.row'), width: 64, num: true, render: (row) => row.row },
    { key: 'status', title: t('orgImports.status'), width: 80, render: (row) => <Tag tone={TONES[row.status]}>{t(`orgImports.status.${row.status}`)}</Tag> },
    { key: 'code', title: t('orgImports.column.code'), width: 112, quiet: true, render: (row) => row.code },
    { key: 'name', title: t('orgImports.column.name'), width: 200, render: (row) => row.name },
    { key: 'parent', title: t('orgImports.column.parent'), width: 160, quiet: true, render: (row) => row.parent || row.parentCode },
    { key: 'kind', title: t('orgImports.column.kind'), width: 80, render: (row) => (row.kind ? t(`organisations.kind.${row.kind}`) : '') },
    { key: 'sector', title: t('orgImports.column.sector'), width: 80, render: (row) => (row.sector ? t(`${row.sector}.sector`) : '') },
    { key: 'opensOn', title: t('orgImports.column.opensOn'), width: 112, quiet: true, render: (row) => (row.opensOn ? dayWords(row.opensOn, i18n.language, today) : '') },
    { key: 'why', title: t('orgImports.why'), hint: (row) => row.problems.map(note).join(' '), render: (row) => <>{row.problems.map((one, n) => <span key={n} className="late">{note(one)} </span>)}</> },
  ];
}
