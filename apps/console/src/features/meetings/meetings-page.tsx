import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { DataTable, EmptyPanel, Loaded, MayButton, PageBody, PageHeader, Tag, useGo, type Column } from '../../ui/index.ts';
import { CreateMeeting } from './create-meeting.tsx';
import './meetings.css';
import type { Meetings } from './model.ts';
import { startWords } from './words.ts';

/** 会议与议程: meetings of the chosen cycle. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const query = useApiQuery<Meetings>('/meetings', { query: { cycleId: cycle?.id ?? null }, enabled: cycle !== null });
  const create = <MayButton type="primary" may={query.data?.may['create']} onClick={() => setOpen(true)}>{t('meetings.create')}</MayButton>;
  return (
    <>
      <PageHeader title={t('meetings.title')} sub={t('meetings.sub')} actions={query.data && query.data.items.length > 0 ? create : null} />
      <PageBody>
        {cycle === null
          ? <NoCycle why={t('meetings.noCycle.why')} />
          : (
            <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('meetings.empty')} why={t('meetings.empty.why')} next={t('meetings.empty.next')} action={create} />}>
              {(data) => <><Coverage coverage={data.coverage} /><DataTable tall rows={data.items} columns={columns(t, go)} rowKey={(m) => m.id} label={t('meetings.title')} onOpen={(m) => go(`/meetings/${m.id}`)} /></>}
            </Loaded>
          )}
      </PageBody>
      {cycle && open && query.data ? <CreateMeeting cycleId={cycle.id} sectors={query.data.sectors} coverage={query.data.coverage} areas={query.data.areas} suggested={t('meetings.create.suggested', { title: cycle.title })} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Row = Meetings['items'][number];

/** How many of the cycle are on an agenda, and who is on none: everybody debriefs in exactly one session (R-F9). */
function Coverage({ coverage: { debriefs, without, twice } }: { readonly coverage: Meetings['coverage'] }) {
  const { t } = useTranslation();
  return (
    <p className="s13 c2 meeting-coverage" role="status">
      {t('meetings.coverage', { count: debriefs, placed: debriefs - without.length })}
      {without.length > 0 ? <span className="warn"> {t('meetings.coverage.without', { count: without.length, names: without.slice(0, 8).map((one) => one.personName).join(t('meetings.comma')) })}</span> : null}
      {twice > 0 ? <span className="warn"> {t('meetings.coverage.twice', { count: twice })}</span> : null}
    </p>
  );
}

function columns(t: TFunction, go: (href: string) => void): readonly Column<Row>[] {
  return [
    { key: 'title', title: t('meetings.name'), render: (m) => m.title },
    { key: 'when', title: t('meetings.when'), width: 136, render: (m) => startWords(m.startsAt) },
    { key: 'place', title: t('meetings.place'), width: 168, quiet: true, minor: true, render: (m) => m.place || t('ui.none') },
    { key: 'debriefs', title: t('meetings.debriefs'), width: 96, num: true, minor: true, render: (m) => m.debriefs },
    { key: 'phase', title: t('meetings.phase'), width: 112, minor: true, render: (m) => <Tag tone={m.phase === 'sealed' ? 'green' : m.phase === 'voting' ? 'red' : 'grey'}>{t(`meeting.phase.${m.phase}`)}</Tag> },
    { key: 'act', title: '', width: 112, num: true, minor: true, render: (m) => <button type="button" className="linkish s13" onClick={() => go(`/meetings/${m.id}/cockpit`)}>{t('cockpit.title')}</button> },
  ];
}
