import type { ResolvedOut } from '@shuping/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '@shuping/scheme';
import { Button } from 'antd';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { A, EmptyPanel, Icon, Loaded, PageBody, PageHeader, PrintButton, usePathParams } from '../../ui/index.ts';
import { ChainStrip } from './editor/chain-strip.tsx';
import { lensOfResolved } from './editor/lens.ts';
import { Workbench } from './editor/workbench.tsx';
import { useWords } from './use-words.ts';
import './schemes.css';

/** The effective scheme of an organisation, for reading: every value with its layer and its locks. */
export function Page() {
  const { t } = useTranslation();
  const { org = '', sector = '', year = '' } = usePathParams();
  const resolved = useApiQuery<ResolvedOut>(`/schemes/${org}/${sector}/${year}`);
  if (!resolved.data) return <PageBody><Loaded query={resolved} rows={12}>{() => null}</Loaded></PageBody>;
  const { scheme } = resolved.data;
  return scheme ? <Effective resolved={resolved.data} scheme={scheme} /> : <PageBody><EmptyPanel what={t('schemes.broken')} why={t('schemes.broken.why')} /></PageBody>;
}

function Effective({ resolved, scheme }: { readonly resolved: ResolvedOut; readonly scheme: Scheme }) {
  const { t, i18n } = useTranslation();
  const words = useWords(resolved.sector);
  const document = apiUrl(`/schemes/${resolved.orgId}/${resolved.sector}/${resolved.year}/scheme.docx?lang=${i18n.language === 'en' ? 'en' : 'zh-CN'}`);
  const lens = useMemo(() => lensOfResolved(resolved, scheme), [resolved, scheme]);
  return (
    <>
      <PageHeader
        crumb={<><A href={`/schemes?orgId=${resolved.orgId}&year=${resolved.year}`}>{t('schemes.title')}</A> / {words.text({ key: `${resolved.sector}.sector` })}</>}
        title={words.text(scheme.title)} sub={t('schemes.effective.sub', { org: resolved.orgName, year: resolved.year, hash: resolved.hash?.slice(0, 12) ?? '' })} actions={<><Button href={document} download icon={<Icon name="download" small />}>{t('schemes.docx')}</Button><PrintButton /></>}
      />
      <ChainStrip chain={resolved.chain} year={resolved.year} />
      <Workbench lens={lens} words={words} review={resolved} pending={false} draft={null} acts={null} year={resolved.year} />
    </>
  );
}
