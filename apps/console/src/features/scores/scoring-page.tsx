import type { AssesseeRow, BoardMember, BoardOut, BoardPool, ComputeOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/auth.tsx';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { api, apiUrl, showDone, useApiMutation, useApiQuery, type Page as Paged } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DataTable, EmptyPanel, ExportButton, figure, Figure, Grade, gradeByRank, Loaded, MayButton, PageBody, PageHeader, Section, TabBar, Tag, useGo, useUrlState, type Column } from '../../ui/index.ts';
import './scores.css';

/** 核算台: scores of a pool with their parts, computed here. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.scoring')} /><PageBody><NoCycle why={t('scores.noCycle.why')} /></PageBody></>;
  return <Bench key={cycle.id} cycleId={cycle.id} title={cycle.title} />;
}

function Bench({ cycleId, title }: { readonly cycleId: string; readonly title: string }) {
  const { t } = useTranslation();
  const board = useApiQuery<BoardOut>(`/cycles/${cycleId}/board`);
  const compute = useApiMutation<void, ComputeOut>({
    run: () => api.post<ComputeOut>(`/cycles/${cycleId}/compute`), invalidates: ['/cycles', '/assessees', '/todos'],
    onDone: ({ computed, unchanged, held }) => showDone(held > 0 ? t('scores.doneHeld', { computed, unchanged, held }) : t('scores.done', { computed, unchanged })),
  });
  const actions = (
    <>
      {board.data?.may['export'] === true ? <><ExportButton href={apiUrl(`/cycles/${cycleId}/results.xlsx`)} /><ExportBundle cycleId={cycleId} /></> : null}
      <MayButton may={board.data?.may['compute']} type="primary" loading={compute.isPending} onClick={() => compute.mutate()}>{board.data?.pools.some((pool) => pool.computedAt) ? t('scores.again') : t('scores.compute')}</MayButton>
    </>
  );
  return (
    <>
      <PageHeader title={t('nav.scoring')} sub={title} actions={actions} />
      <PageBody>{board.error?.status === 404 || board.error?.status === 403 ? <Own cycleId={cycleId} /> : <Loaded query={board} isEmpty={(data) => data.pools.length === 0} empty={<EmptyPanel what={t('scores.nobody')} why={t('scores.nobody.why')} action={<A href={`/cycles/${cycleId}`}>{t('nav.cycles')}</A>} />}>{(data) => <Pools board={data} />}</Loaded>}</PageBody>
    </>
  );
}

function ExportBundle({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  return <Button href={apiUrl(`/cycles/${cycleId}/bundle.json`)} download>{t('scores.bundle')}</Button>;
}

function Pools({ board }: { readonly board: BoardOut }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const pool = board.pools.find((one) => one.id === search['pool']) ?? board.pools[0]!;
  return (
    <>
      {board.pools.length > 1 ? <TabBar label={t('scores.pools')} value={pool.id} onChange={(id) => setSearch({ pool: id })} tabs={board.pools.map((one) => ({ id: one.id, label: one.sectors.map((sector) => t(`${sector}.sector`)).join(' · '), count: one.size }))} /> : null}
      <Scores pool={pool} stage={board.stage} />
      {pool.leniency.length > 0 ? <Fairness pool={pool} /> : null}
    </>
  );
}

function Scores({ pool, stage }: { readonly pool: BoardPool; readonly stage: string }) {
  const { t } = useTranslation();
  const text = useText();
  const go = useGo();
  if (!pool.computedAt) return <EmptyPanel what={t('scores.notComputed')} why={t('scores.notComputed.why')} next={stage === 'grading' ? t('scores.notComputed.next') : t('scores.notComputed.early')} />;
  const columns: Column<BoardMember>[] = [
    { key: 'rank', title: t('scores.rank'), width: 56, num: true, quiet: true, render: (row) => row.rank ?? '' },
    { key: 'name', title: t('scores.person'), width: 104, render: (row) => <b>{row.personName}</b>, hint: (row) => row.personName },
    { key: 'org', title: t('scores.org'), quiet: true, render: (row) => row.orgName, hint: (row) => row.orgName },
    ...pool.components.map((part): Column<BoardMember> => ({ key: part.id, title: text(part.title), width: 88, num: true, render: (row) => (row.components[part.id] ? figure(row.components[part.id]!) : <span className="c3">{t('ui.none')}</span>) })),
    { key: 'score', title: t('scores.composite'), width: 96, num: true, render: (row) => (row.score ? <b>{row.score.shown}</b> : <Tag tone="amber">{t('scores.heldShort')}</Tag>) },
    { key: 'computed', title: t('scores.computed'), width: 112, render: (row) => <GradeOf pool={pool} id={row.computed} /> },
    { key: 'grade', title: t('scores.decided'), width: 112, render: (row) => <GradeOf pool={pool} id={row.grade} /> },
  ];
  return <DataTable rows={pool.members} columns={columns} rowKey={(row) => row.assesseeId} label={t('nav.scoring')} onOpen={(row) => go(`/scoring/${row.assesseeId}`)} />;
}

function GradeOf({ pool, id }: { readonly pool: BoardPool; readonly id: string | null }) {
  const { t } = useTranslation();
  const text = useText();
  const rank = pool.grades.findIndex((grade) => grade.id === id);
  return rank < 0 ? <span className="c3">{t('ui.none')}</span> : <Grade grade={gradeByRank(rank, pool.grades.length)} word={text(pool.grades[rank]!.title)} />;
}

/** Lenient and harsh groups, on the scale of 100. */
function Fairness({ pool }: { readonly pool: BoardPool }) {
  const { t } = useTranslation();
  const text = useText();
  const columns: Column<BoardPool['leniency'][number]>[] = [
    { key: 'group', title: t('scores.group'), render: (row) => text(row.title) },
    { key: 'mean', title: t('scores.mean'), width: 120, num: true, render: (row) => row.mean.shown },
    { key: 'others', title: t('scores.others'), width: 120, num: true, render: (row) => row.others?.shown ?? t('ui.none') },
    { key: 'diff', title: t('scores.diff'), width: 160, num: true, render: (row) => (row.diff ? <Figure value={row.diff.shown.startsWith('-') ? row.diff.shown : `+${row.diff.shown}`} /> : t('ui.none')) },
  ];
  return <Section title={t('scores.fairness')} note={t('scores.fairness.note')}><DataTable rows={pool.leniency} columns={columns} rowKey={(row) => row.group} label={t('scores.fairness')} /></Section>;
}

/** For who sees no pool: the own score, from publicity on. */
function Own({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const list = useApiQuery<Paged<AssesseeRow>>(`/cycles/${cycleId}/assessees`, { query: { limit: 200 } });
  const own = list.data?.items.find((one) => one.personId !== null && one.personId === me.personId);
  return <EmptyPanel what={t('scores.own')} why={t('scores.own.why')} action={own ? <A href={`/scoring/${own.id}`}>{t('scores.own.go')}</A> : undefined} />;
}
