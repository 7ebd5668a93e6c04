import type { ScoresOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, EmptyPanel, FilterBar, Loaded, MoreRows, PageBody, PageHeader, PrintButton, SelectFilter, useSlice, useUrlState } from '../../ui/index.ts';
import { EventsDrawer } from './events-drawer.tsx';
import { columnsOf, tasksOf, type GridColumn, type ScoreRow } from './grid.ts';
import { ProofModal } from './proof-modal.tsx';
import { ScoreCell } from './score-cell.tsx';
import { TasksDrawer } from './tasks-drawer.tsx';
import './cycles.css';

/** 会前调研 and 平时: figures of the year, entered in place. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const query = useApiQuery<ScoresOut>(`/cycles/${cycle?.id ?? ''}/scores`, { enabled: cycle !== null });
  return (
    <>
      <PageHeader title={t('cycles.scores')} sub={t('cycles.scores.sub')} actions={<PrintButton />} />
      <PageBody>
        {cycle === null ? <NoCycle why={t('cycles.empty.why')} /> : (
          <Loaded query={query} rows={10} isEmpty={(data) => data.nodes.length === 0 || data.rows.length === 0} empty={<EmptyPanel what={t('cycles.scores.empty')} why={t('cycles.scores.emptyWhy')} action={<A href={`/cycles/${cycle.id}`}>{t('cycles.overview')}</A>} />}>
            {(scores) => <Grid cycleId={cycle.id} scores={scores} />}
          </Loaded>
        )}
      </PageBody>
    </>
  );
}

function Grid({ cycleId, scores }: { readonly cycleId: string; readonly scores: ScoresOut }) {
  const { t } = useTranslation();
  const text = useText();
  const [search, setSearch] = useUrlState();
  const [proof, setProof] = useState<{ readonly assesseeId: string; readonly column: GridColumn; readonly value: string } | null>(null);
  const [tasks, setTasks] = useState<{ readonly assesseeId: string; readonly column: GridColumn } | null>(null);
  const [eventsOf, setEventsOf] = useState<string | null>(null);
  const sectors = [...new Set(scores.rows.map((row) => row.sector))];
  const sector = sectors.find((one) => one === search['sector']) ?? sectors[0] ?? '';
  const nodes = scores.nodes.filter((node) => node.sector === sector);
  const only = nodes.find((node) => node.id === search['node'])?.id ?? '';
  const columns = columnsOf(scores.nodes, sector, only);
  const rows = scores.rows.filter((row) => row.sector === sector);
  const questions = scores.questions.filter((one) => one.sector === sector);
  const slice = useSlice(rows);
  const row = rows.find((one) => one.assesseeId === (proof?.assesseeId ?? tasks?.assesseeId ?? eventsOf));
  return (
    <>
      <FilterBar right={<span className="c2 s13">{t('cycles.scores.keys')}</span>}>
        {sectors.length > 1 ? <SelectFilter label={t('cycles.sector')} value={sector} options={sectors.map((id) => ({ id, label: text({ key: `${id}.sector` }) }))} onChange={(id) => setSearch({ sector: id, node: null })} /> : null}
        <SelectFilter label={t('cycles.scores.node')} value={only} options={[{ id: '', label: t('cycles.all') }, ...nodes.map((node) => ({ id: node.id, label: text(node.title) }))]} onChange={(node) => setSearch({ node })} />
      </FilterBar>
      <div className="cycles-grid-wrap" tabIndex={0} role="region" aria-label={t('cycles.scores')}>
        <table className="cycles-grid">
          <thead><tr><th scope="col">{t('cycles.unit')}</th><th scope="col">{t('cycles.person')}</th>{columns.map((column) => <th key={column.key} scope="col" className="wrap num">{text(column.title)}<br /><span className="c3">{t(`cycles.scores.as.${column.as}`, { min: column.min, max: column.max })}</span></th>)}<th scope="col">{t('cycles.events')}</th></tr></thead>
          <tbody>{slice.rows.map((one) => <Line key={one.assesseeId} cycleId={cycleId} row={one} columns={columns} onProof={(column, value) => setProof({ assesseeId: one.assesseeId, column, value })} onTasks={(column) => setTasks({ assesseeId: one.assesseeId, column })} onEvents={() => setEventsOf(one.assesseeId)} />)}</tbody>
        </table>
      </div>
      <MoreRows slice={slice} total={rows.length} />
      {proof && row ? <ProofModal key={`${proof.assesseeId} ${proof.column.key}`} cycleId={cycleId} row={row} column={proof.column} value={proof.value} onClose={() => setProof(null)} /> : null}
      {tasks && row ? <TasksDrawer cycleId={cycleId} row={row} column={tasks.column} onClose={() => setTasks(null)} /> : null}
      {eventsOf && row ? <EventsDrawer cycleId={cycleId} row={row} questions={questions} onClose={() => setEventsOf(null)} /> : null}
    </>
  );
}

function Line({ cycleId, row, columns, onProof, onTasks, onEvents }: { readonly cycleId: string; readonly row: ScoreRow; readonly columns: readonly GridColumn[]; readonly onProof: (column: GridColumn, value: string) => void; readonly onTasks: (column: GridColumn) => void; readonly onEvents: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const events = row.events.filter((event) => !event.withdrawn).length;
  return (
    <tr>
      <td className="ell" title={row.orgName}>{row.orgName}</td>
      <td className="ell" title={row.personName}><A href={`/assessees/${row.assesseeId}/input-pack`}>{row.personName}</A></td>
      {columns.map((column) => <td key={column.key} className="cell">{column.node.tasks ? <TasksCell row={row} column={column} onOpen={() => onTasks(column)} /> : <ScoreCell cycleId={cycleId} row={row} column={column} name={`${row.personName} ${text(column.title)}`} onProof={(value) => onProof(column, value)} />}</td>)}
      <td><button type="button" className="linkish s13" onClick={onEvents}>{events > 0 ? t('cycles.events.count', { count: events }) : t('cycles.events.open')}</button></td>
    </tr>
  );
}

/** How many tasks there are and how many have their mark. */
function TasksCell({ row, column, onOpen }: { readonly row: ScoreRow; readonly column: GridColumn; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const { tasks, none } = tasksOf(row, column.node.id);
  const marked = tasks.filter((task) => task.mark !== '0').length;
  return <button type="button" className="linkish s13" onClick={onOpen}>{tasks.length > 0 ? t('cycles.tasks.count', { marked, count: tasks.length }) : none ? t('cycles.tasks.none') : t('cycles.tasks.open')}</button>;
}
