import type { CycleOverview, MissingOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, Bar, GuardList, Section } from '../../ui/index.ts';
import { guardPlace, guardWords, missingWords } from './words.ts';

type Coverage = NonNullable<CycleOverview['coverage']>;

/** 覆盖 by sector: due, taken in, complete or not. */
export function CoverageBlock({ cycle, coverage }: { readonly cycle: CycleOverview; readonly coverage: Coverage }) {
  const { t } = useTranslation();
  const text = useText();
  const units = coverage.sectors.reduce((sum, one) => sum + one.units, 0);
  const included = coverage.sectors.reduce((sum, one) => sum + one.included, 0);
  return (
    <Section title={t('cycles.coverage')} note={t('cycles.coverage.note', { units, included })} right={<A href={`/cycles/${cycle.id}/assessees`}>{t('cycles.names')}</A>}>
      <table className="cycles-cov" aria-label={t('cycles.coverage')}>
        <tbody>
          {coverage.sectors.map((one) => (
            <tr key={one.sector}>
              <td className="nw">{text({ key: `${one.sector}.sector` })}</td>
              <td className="num">{one.included}<span className="c3"> / {one.units}</span></td>
              <td><Bar part={one.units > 0 ? one.included / one.units : 0} label={`${one.included} / ${one.units}`} /></td>
              <td className={`num s12 nw ${one.missing > 0 ? 'b' : 'c3'}`}>{one.missing > 0 ? t('cycles.lacks', { count: one.missing }) : t('cycles.complete')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** 缺的人: who is not assessed and why, in words. */
export function MissingBlock({ cycle, missing }: { readonly cycle: CycleOverview; readonly missing: readonly MissingOut[] }) {
  const { t, i18n } = useTranslation();
  const shown = missing.slice(0, 4);
  return (
    <Section title={missing.length === 0 ? t('cycles.missing.none') : t('cycles.missing', { count: missing.length })} right={missing.length > shown.length ? <A href={`/cycles/${cycle.id}/assessees`}>{t('cycles.missing.all')}</A> : null}>
      {missing.length === 0 ? <p className="c2 s13">{t('cycles.missing.noneWhy')}</p> : null}
      <ul className="cycles-missing">
        {shown.map((one) => (
          <li key={`${one.orgId} ${one.personId ?? ''}`}>
            <p>{one.orgName} {one.personName ? <b>{one.personName}</b> : null}</p>
            <p className="c2 s13">{missingWords(one, t, i18n.language)}</p>
            {one.explained ? null : <p className="s13"><A href={`/cycles/${cycle.id}/assessees`}>{t('cycles.explain')}</A></p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the next stage still needs, held conditions included. */
export function GuardsBlock({ cycle }: { readonly cycle: CycleOverview }) {
  const { t, i18n } = useTranslation();
  if (!cycle.next) return <Section title={t('cycles.finished')}><p className="c2 s13">{t('cycles.finished.why')}</p></Section>;
  const { stage, guards } = cycle.next;
  const open = guards.filter((guard) => !guard.holds).length;
  const title = t(open > 0 ? 'cycles.guards' : 'cycles.guards.none', { stage: t(`stage.${stage}`) });
  const items = [...guards].sort((a, b) => Number(a.holds) - Number(b.holds)).map((guard) => {
    const place = guard.holds ? null : guardPlace(guard.code, cycle.id);
    return { key: guard.code, done: guard.holds, text: guardWords(guard, t, i18n.language), act: place ? <A href={place}>{t('cycles.go')}</A> : null };
  });
  return <Section title={title}>{items.length > 0 ? <GuardList items={items} /> : <p className="c2 s13">{t('cycles.guards.free')}</p>}</Section>;
}
