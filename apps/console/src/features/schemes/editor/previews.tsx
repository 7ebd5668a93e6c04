import type { SchemeReview } from '@shuping/contracts';
import type { Scheme, ScoreNode } from '@shuping/scheme';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Grade, gradeByRank, KeyValue, SegFilter } from '../../../ui/index.ts';
import type { Words } from '../model/rows.ts';

const VIEWS = ['ballot', 'report', 'sheet'] as const;

/** What people will meet: the ballot, the report form and the score sheet as the scheme now makes them, and the burden. */
export const Previews = memo(function Previews({ scheme, words, review }: { readonly scheme: Scheme; readonly words: Words; readonly review: SchemeReview | undefined }) {
  const { t } = useTranslation();
  const [view, setView] = useState<(typeof VIEWS)[number]>('ballot');
  return (
    <>
      <div className="row">
        <SegFilter label={t('schemes.preview')} value={view} onChange={(id) => setView(VIEWS.find((one) => one === id) ?? 'ballot')} options={VIEWS.map((id) => ({ id, label: t(`schemes.preview.${id}`) }))} />
        <span className="sp" />
        <span className="s12 c3 ell">{t('schemes.preview.live')}</span>
      </div>
      <div className="schemes-sheet">
        {view === 'ballot' ? <BallotSheet scheme={scheme} words={words} /> : view === 'report' ? <ReportSheet scheme={scheme} words={words} /> : <ScoreSheet scheme={scheme} words={words} />}
      </div>
      {review?.burden ? <BurdenFacts review={review} scheme={scheme} /> : null}
    </>
  );
});

function BallotSheet({ scheme, words }: { readonly scheme: Scheme; readonly words: Words }) {
  const { t } = useTranslation();
  return (
    <>
      {scheme.ballots.map((ballot) => (
        <div key={ballot.id}>
          <p className="b">{words.text(ballot.title)}</p>
          <p className="s12 c2">{scheme.groups.filter((group) => group.ballot === ballot.id).map((group) => words.text(group.title)).join(t('schemes.comma'))}</p>
          <ul className="schemes-ballot">
            {ballot.items.map((item) => {
              const { options = [], range } = scheme.scales.find((one) => one.id === item.scale) ?? {};
              return (
                <li key={item.id}>
                  <span className="s13">{words.text(item.title)}{item.required ? null : <span className="c3"> {t('schemes.optional')}</span>}</span>
                  <span className="schemes-options">{range ? <span className="s12 c2">{t('schemes.scale.range', { ...range })}</span> : options.map((option, n) => <Grade key={option.id} grade={gradeByRank(n, options.length)} word={words.text(option.title)} />)}</span>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </>
  );
}

function ReportSheet({ scheme, words }: { readonly scheme: Scheme; readonly words: Words }) {
  const { t } = useTranslation();
  return (
    <ol className="schemes-report">
      {scheme.report.sections.map((section) => (
        <li key={section.id}>
          <span className="b s13">{words.text(section.title)}</span>{section.required ? null : <span className="s12 c3"> {t('schemes.optional')}</span>}
          {section.hint ? <p className="s12 c2">{words.text(section.hint)}</p> : null}
        </li>
      ))}
    </ol>
  );
}

function ScoreSheet({ scheme, words }: { readonly scheme: Scheme; readonly words: Words }) {
  const { t } = useTranslation();
  const node = (id: string): ScoreNode | undefined => scheme.score.nodes.find((one) => one.id === id);
  const root = node(scheme.score.root);
  const top = root?.kind === 'adjusted' ? node(root.base) : root;
  return (
    <table className="tbl">
      <thead><tr><th>{t('schemes.preview.part')}</th><th className="num">{t('schemes.col.weight')}</th><th className="num">{t('schemes.preview.figure')}</th></tr></thead>
      <tbody>
        {top?.kind === 'weighted_sum' ? top.inputs.map((input) => <tr key={input.id}><td>{words.text(node(input.id)?.title ?? { text: input.id })}</td><td className="num">{input.weight}</td><td className="num c3">{t('schemes.preview.blank')}</td></tr>) : null}
        {root?.kind === 'adjusted' ? root.accounts.map((id) => <tr key={id}><td>{words.text(node(id)?.title ?? { text: id })}</td><td className="num c3">{accountWords(node(id))}</td><td className="num c3">{t('schemes.preview.blank')}</td></tr>) : null}
        <tr><td className="b">{words.text(root?.title ?? { text: '' })}</td><td className="num" /><td className="num b">{t('schemes.preview.digits', { digits: scheme.score.digits })}</td></tr>
      </tbody>
    </table>
  );
}

function accountWords(node: ScoreNode | undefined): string {
  if (node?.kind !== 'events') return '';
  return `${node.sign === 'plus' ? '+' : '−'}${node.cap === undefined ? '' : ` ≤ ${node.cap}`}`;
}

/** 减负: what one assessee's year asks for, against the year before (R-J3). */
function BurdenFacts({ review, scheme }: { readonly review: SchemeReview; readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const now = review.burden!;
  const before = review.burdenBefore;
  const items = Math.max(0, ...scheme.ballots.map((one) => one.items.length));
  const less = before ? Math.round((before.total.fields - now.total.fields) * 10) / 10 : 0;
  return (
    <KeyValue labelWidth={112} items={[
      { key: 'ballot', label: t('schemes.burden.ballot'), value: t('schemes.burden.items', { count: items }) },
      { key: 'fields', label: t('schemes.burden.fields'), value: <>{t('schemes.burden.items', { count: now.total.fields })} {before && less !== 0 ? <span className={less > 0 ? 'ok s12' : 'warn s12'}>{t(less > 0 ? 'schemes.burden.less' : 'schemes.burden.more', { count: Math.abs(less) })}</span> : null}</> },
      { key: 'files', label: t('schemes.burden.files'), value: t('schemes.burden.fileCount', { count: now.total.files }) },
      { key: 'minutes', label: t('schemes.burden.minutes'), value: t('schemes.burden.minuteCount', { count: Math.round(now.total.minutes) }) },
    ]} />
  );
}
