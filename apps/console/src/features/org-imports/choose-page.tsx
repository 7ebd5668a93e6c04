import type { OrganisationOut, OrgImportOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayEver } from '../../app/auth.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { A, Button, EmptyPanel, Field, FileUpload, PageBody, PageHeader, RemoteSelect, Section, useGo, useUrlState } from '../../ui/index.ts';
import { AssignColumns, headersOf, type Header } from './assign-columns.tsx';
import { Steps } from './steps.tsx';

type Refused = { readonly file: File; readonly headers: readonly Header[] };
const HOW = ['names', 'parents', 'again', 'undo'] as const;

/** 导入组织, first step: the unit above, the template, and the workbook; columns that nobody knows are assigned by hand. */
export function Page() {
  const { t } = useTranslation();
  const mayEver = useMayEver();
  const [search, setSearch] = useUrlState();
  const org = search['org'] ?? null;
  const unit = useApiQuery<OrganisationOut>(`/organisations/${org ?? ''}`, { enabled: org !== null });
  return (
    <>
      <PageHeader title={t('orgImports.title')} crumb={<A href={org ? `/organisations?unit=${org}` : '/organisations'}>{t('organisations.title')}</A>} sub={t('orgImports.sub')} />
      <PageBody>
        <Steps at="choose" />
        {mayEver('import', 'Organisation') ? (
          <>
            <div className="orgimp-unit">
              <Field label={t('orgImports.unit')} note={t('orgImports.unit.note')}>
                <RemoteSelect<OrganisationOut> path="/organisations" label={t('orgImports.unit')} value={org} first={unit.data ? { value: unit.data.id, label: unit.data.name } : undefined} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={(id) => setSearch({ org: id })} />
              </Field>
            </div>
            {org ? <Choose key={org} org={org} /> : <p className="c2 s13">{t('orgImports.unit.first')}</p>}
            <Section title={t('orgImports.how')}>{HOW.map((one) => <p key={one} className="c2 s13">{t(`orgImports.how.${one}`)}</p>)}</Section>
          </>
        ) : <EmptyPanel what={t('orgImports.closed.what')} why={t('orgImports.closed.why')} next={t('orgImports.closed.next')} />}
      </PageBody>
    </>
  );
}

function Choose({ org }: { readonly org: string }) {
  const { t, i18n } = useTranslation();
  const go = useGo();
  const [refused, setRefused] = useState<Refused | null>(null);
  const done = (read: OrgImportOut): void => go(`/org-imports/${read.id}`);
  return (
    <>
      <div className="orgimp-acts"><Button href={apiUrl('/org-imports/template.xlsx', { orgId: org, lang: i18n.language === 'en' ? 'en' : 'zh-CN' })} download>{t('orgImports.template')}</Button><span className="c2 s13">{t('orgImports.template.note')}</span></div>
      <FileUpload<OrgImportOut> to={`/org-imports?orgId=${org}`} accept=".xlsx" maxMb={20} onDone={done} onRefused={(problem, file) => setRefused({ file, headers: headersOf(problem) })} />
      {refused && refused.headers.length > 0 ? <AssignColumns key={refused.file.name} orgId={org} file={refused.file} headers={refused.headers} onDone={done} /> : null}
    </>
  );
}
