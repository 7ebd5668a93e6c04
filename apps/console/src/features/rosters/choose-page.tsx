import type { OrganisationOut, RosterOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { useApiQuery } from '../../client/index.ts';
import { A, EmptyPanel, Field, FileUpload, PageBody, PageHeader, RemoteSelect, Section, useGo, useUrlState } from '../../ui/index.ts';
import { Steps } from './steps.tsx';

/** 导入花名册, first step: the unit and the workbook. */
export function Page() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const go = useGo();
  const [search, setSearch] = useUrlState();
  const org = search['org'] ?? null;
  const unit = useApiQuery<OrganisationOut>(`/organisations/${org ?? ''}`, { enabled: org !== null });
  return (
    <>
      <PageHeader title={t('rosters.title')} crumb={<A href={org ? `/organisations?unit=${org}` : '/organisations'}>{t('organisations.title')}</A>} sub={t('rosters.sub')} />
      <PageBody>
        <Steps at="choose" />
        {mayEver('import', 'Person') ? (
          <>
            <div className="roster-unit">
              <Field label={t('rosters.unit')} note={t('rosters.unit.note')}>
                <RemoteSelect<OrganisationOut> path="/organisations" label={t('rosters.unit')} value={org} first={unit.data ? { value: unit.data.id, label: unit.data.name } : undefined} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={(id) => setSearch({ org: id })} />
              </Field>
            </div>
            {org ? <FileUpload<RosterOut> to={`/rosters?orgId=${org}`} accept=".xlsx" maxMb={20} onDone={(roster) => go(`/rosters/${roster.id}`)} /> : <p className="c2 s13">{t('rosters.unit.first')}</p>}
            <Section title={t('rosters.columns')}>
              <p className="c2 s13">{t('rosters.columns.known')}</p>
              <p className="c2 s13">{t('rosters.columns.matching')}</p>
              <p className="c2 s13">{t('rosters.columns.identity')}</p>
            </Section>
          </>
        ) : <EmptyPanel what={t('rosters.closed.what')} why={t('rosters.closed.why')} next={t('rosters.closed.next')} />}
      </PageBody>
    </>
  );
}
