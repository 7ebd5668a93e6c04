import type { BoardOut, BoardPool } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, EmptyPanel, ExportButton, Loaded, MayButton, PageBody, PageHeader, Panes, useGo, useUrlState } from '../../ui/index.ts';
import { GradeColumns, undecidedIn } from './columns.tsx';
import { ConfirmModal } from './confirm-modal.tsx';
import './grading.css';
import { MemberPane } from './member-pane.tsx';
import { Fairness } from './fairness.tsx';
import { Rules } from './further.tsx';
import { Outside } from './outside.tsx';
import { Places } from './places.tsx';
import { ScoreAxis } from './score-axis.tsx';
import { WhatIf } from './what-if.tsx';
import { inForce, usePoolName } from './words.ts';

/** 等次评定: computed grades and the committee's, pool by pool. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('nav.grading')} /><PageBody><NoCycle why={t('grading.noCycle.why')} /></PageBody></>;
  return <Board key={cycle.id} cycleId={cycle.id} title={cycle.title} />;
}

function Board({ cycleId, title }: { readonly cycleId: string; readonly title: string }) {
  const { t } = useTranslation();
  const [search] = useUrlState();
  const go = useGo();
  const [dialog, setDialog] = useState<'confirm' | 'what-if' | null>(null);
  const board = useApiQuery<BoardOut>(`/cycles/${cycleId}/board`);
  const pool = board.data?.pools.find((one) => one.id === search['pool']) ?? board.data?.pools[0];
  const ready = pool?.computedAt != null;
  const sub = pool ? t('grading.sub', { title, people: board.data!.pools.reduce((sum, one) => sum + one.size, 0), pools: board.data!.pools.length, undecided: undecidedIn(board.data!.pools) }) : title;
  const actions = ready ? (
    <>
      <Button onClick={() => go('/grading/opinions')}>{t('grading.opinions')}</Button>
      <Button onClick={() => setDialog('what-if')}>{t('grading.whatIf')}</Button>
      {board.data?.may['export'] === true ? <ExportButton href={apiUrl(`/cycles/${cycleId}/results.xlsx`)} /> : null}
      <MayButton may={board.data?.may['decide']} type="primary" onClick={() => setDialog('confirm')}>{t('grading.confirm')}</MayButton>
    </>
  ) : null;
  return (
    <>
      <PageHeader title={t('nav.grading')} sub={sub} actions={actions} />
      {ready && pool ? <PoolTabs pools={board.data!.pools} current={pool.id} /> : null}
      {ready && pool ? <PoolBoard key={pool.id} cycleId={cycleId} pool={pool} /> : (
        <PageBody><Loaded query={board}>{() => <EmptyPanel what={t('grading.notComputed')} why={t('grading.notComputed.why')} action={<A href="/scoring">{t('nav.scoring')}</A>} />}</Loaded></PageBody>
      )}
      {dialog === 'confirm' && pool ? <ConfirmModal cycleId={cycleId} pool={pool} close={() => setDialog(null)} /> : null}
      {dialog === 'what-if' && pool ? <WhatIf cycleId={cycleId} pool={pool} close={() => setDialog(null)} /> : null}
    </>
  );
}

function PoolTabs({ pools, current }: { readonly pools: readonly BoardPool[]; readonly current: string }) {
  const { t } = useTranslation();
  const text = useText();
  const [, setSearch] = useUrlState();
  const poolName = usePoolName();
  return (
    <div className="grading-pools" role="tablist" aria-label={t('grading.pools')}>
      {pools.map((pool) => {
        const word = (id: string): string => text(pool.grades.find((grade) => grade.id === id)?.title ?? { text: id });
        const moved = pool.members.filter((member) => member.grade !== null && member.grade !== member.computed).length;
        return (
          <button key={pool.id} type="button" role="tab" aria-selected={pool.id === current} className={pool.id === current ? 'on' : ''} onClick={() => setSearch({ pool: pool.id, who: null })}>
            <span><b>{poolName(pool)}</b> <small className="c3">{t('grading.people', { count: pool.size })}</small></span>
            <span className="s12">{pool.quotas.map((quota) => <span key={quota.id} className={quota.broken ? 'late' : ''}><span className="c3" title={text(quota.title)}>{quota.grades.map(word).join(' + ')}</span> {quota.used} {quota.kind === 'cap' ? '/' : '≥'}{' '}{quota.limit} </span>)}{pool.distribution ? <Places pool={pool} /> : null}</span>
            <span className="s12 c3">{pool.merged ? t('grading.pool.merged') : pool.free ? t('grading.pool.free') : moved > 0 ? t('grading.movedCount', { count: moved }) : t('grading.asComputed')}</span>
          </button>
        );
      })}
    </div>
  );
}

function PoolBoard({ cycleId, pool }: { readonly cycleId: string; readonly pool: BoardPool }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const member = pool.members.find((one) => one.assesseeId === search['who']) ?? pool.members[0]!;
  const held = pool.members.filter((one) => inForce(one) === null);
  return (
    <Panes
      ratio="minmax(0, 1fr) calc(336px * var(--s))" sideLabel={member.personName}
      main={(
        <>
          {pool.unsorted ? <p className="banner amber">{t('grading.pool.unsorted')}</p> : null}
          {pool.infeasible.length > 0 ? <p className="banner amber">{t('grading.infeasible')}</p> : null}
          <GradeColumns pool={pool} current={member.assesseeId} choose={(id) => setSearch({ who: id })} />
          {held.length > 0 ? <p className="s13 warn grading-held">{t('grading.held', { names: held.map((one) => one.personName).join(t('grading.comma')) })}</p> : null}
          <Outside pool={pool} choose={(id) => setSearch({ who: id })} />
          <ScoreAxis pool={pool} />
          <Rules pool={pool} />
          <Fairness pool={pool} />
        </>
      )}
      side={<MemberPane key={`${member.assesseeId}${member.grade ?? ''}`} cycleId={cycleId} pool={pool} member={member} />}
    />
  );
}
