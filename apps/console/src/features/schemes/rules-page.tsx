import type { CycleOverview } from '@shuping/contracts';
import type { Scheme } from '@shuping/scheme';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/auth.tsx';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { EmptyPanel, Loaded, PageBody, PageHeader, PrintButton, Section, TabBar, useUrlState } from '../../ui/index.ts';
import { plainRules } from './model/plain-rules.ts';
import { useWords } from './use-words.ts';
import './schemes.css';

type Effective = { readonly sector: string; readonly scheme: Scheme };

/** 我的考核办法: the scheme that the chosen cycle holds, in plain words, for those it assesses and those who assess. */
export function Page() {
  const { t } = useTranslation();
  const cycle = useCycle();
  if (!cycle) return <><PageHeader title={t('schemes.plain')} /><PageBody><NoCycle why={t('schemes.plain.noCycle')} /></PageBody></>;
  return <OfCycle key={cycle.id} id={cycle.id} title={cycle.title} />;
}

function OfCycle({ id, title }: { readonly id: string; readonly title: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const me = useMe();
  const cycle = useApiQuery<CycleOverview>(`/cycles/${id}`);
  const held = cycle.data?.schemes ?? [];
  const mine = me.grants.flatMap((grant) => (grant.sectors === '*' ? [] : grant.sectors));
  const chosen = held.find((one) => one.sector === search['sector']) ?? held.find((one) => mine.includes(one.sector)) ?? held[0];
  return (
    <>
      <PageHeader title={t('schemes.plain')} sub={title} actions={<PrintButton />} />
      <PageBody>
        <Loaded query={cycle} isEmpty={() => held.length === 0} empty={<EmptyPanel what={t('schemes.plain.none')} why={t('schemes.plain.none.why')} />}>
          {() => (
            <>
              {held.length > 1 ? <TabBar label={t('schemes.plain')} value={chosen?.sector ?? ''} onChange={(sector) => setSearch({ sector })} tabs={held.map((one) => ({ id: one.sector, label: t(`${one.sector}.sector`) }))} /> : null}
              {chosen ? <OfScheme key={chosen.hash} hash={chosen.hash} /> : null}
            </>
          )}
        </Loaded>
      </PageBody>
    </>
  );
}

function OfScheme({ hash }: { readonly hash: string }) {
  const effective = useApiQuery<Effective>(`/effective/${hash}`);
  return <Loaded query={effective} rows={12}>{(data) => <Rules sector={data.sector} scheme={data.scheme} />}</Loaded>;
}

function Rules({ sector, scheme }: { readonly sector: string; readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const words = useWords(sector);
  const parts = useMemo(() => plainRules(scheme, words), [scheme, words]);
  return (
    <article className="schemes-plainrules" aria-label={words.text(scheme.title)}>
      <p className="b">{words.text(scheme.title)}</p>
      {parts.filter((part) => part.rules.length > 0).map((part) => (
        <Section key={part.id} title={t(`schemes.plain.${part.id}`)} ruled>
          <dl>{part.rules.map((rule) => <div key={rule.key}><dt>{rule.about}</dt><dd>{rule.says}</dd></div>)}</dl>
        </Section>
      ))}
    </article>
  );
}
