import type { SchemeReview } from '@shuping/contracts';
import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '@shuping/scheme';
import { useText } from '../../../i18n/index.ts';
import { placeOf, type Words } from '../model/rows.ts';
import { tagOf, type Lens } from './lens.ts';

type Issue = SchemeReview['problems'][number];

/** Everything that blocks publishing, broken locks first. */
export function issuesOf(review: SchemeReview | undefined): readonly Issue[] {
  if (!review) return [];
  // a locked sum and the publishing gate say the same of one place
  const said = new Set(review.violations.filter((one) => one.code === 'layer.sum-broken').map((one) => one.path));
  return [...review.violations, ...review.problems.filter((one) => one.code !== 'scheme.weight-sum' || !said.has(one.path))];
}

/** What is wrong at one place, in words; whose lock it is is said by its tag. */
export function useIssueWords(scheme: Scheme, lens: Lens | null, words: Words): (issue: Pick<Issue, 'code' | 'path' | 'params'>) => string {
  const { t, i18n } = useTranslation();
  const text = useText();
  return ({ code, path, params }) => {
    const owner = String(params?.['owner'] ?? '');
    const named = owner === '' ? '' : lens ? text(tagOf(lens, owner)) : '';
    const key = `schemes.issue.${code}`;
    const what = i18n.exists(key) ? t(key, { ...params, owner: named }) : code;
    return t('schemes.issue', { place: placeOf(scheme, path, words), what });
  };
}

type BarProps = {
  readonly scheme: Scheme;
  readonly lens: Lens;
  readonly words: Words;
  readonly review: SchemeReview | undefined;
  readonly pending: boolean;
  readonly onGo: (path: string) => void;
  /** takes over the computed figures of worked examples; null where nothing may be changed */
  readonly onMendExamples: (() => void) | null;
};

const SHOWN = 2;

/** The line under the table that names what blocks publishing and leads there. */
export function IssuesBar({ scheme, lens, words, review, pending, onGo, onMendExamples }: BarProps) {
  const { t } = useTranslation();
  const say = useIssueWords(scheme, lens, words);
  const all = issuesOf(review);
  const differing = all.filter((one) => one.code === 'scheme.example-differs');
  const others = all.filter((one) => one.code !== 'scheme.example-differs');
  const link = (one: Issue, n: number) => <button key={`${one.code} ${one.path} ${n}`} type="button" className="linkish s13 ell" title={say(one)} onClick={() => onGo(one.path)}>{say(one)}</button>;
  const rest = others.length - SHOWN;
  const more = (list: readonly Issue[]) => <Popover trigger="click" content={<div className="schemes-issuelist">{list.map(link)}</div>}><button type="button" className="linkish s13 nw">{t('schemes.issues.more', { count: list.length })}</button></Popover>;
  return (
    <div className="schemes-issues" role="status" aria-live="polite">
      {review === undefined ? <span className="c2">{t('schemes.issues.checking')}</span> : null}
      {review && all.length === 0 ? <span className="ok">{t(onMendExamples ? 'schemes.issues.none' : 'schemes.issues.fine')}</span> : null}
      {all.length > 0 ? <b className="late nw">{t('schemes.issues.title')}</b> : null}
      {others.slice(0, SHOWN).map(link)}
      {rest > 0 ? more(others.slice(SHOWN)) : null}
      {differing.length > 0 ? (
        <>
          {others.length > 0 ? more(differing) : link(differing[0]!, 0)}
          {others.length === 0 && differing.length > 1 ? more(differing.slice(1)) : null}
          {onMendExamples ? <button type="button" className="linkish s13 nw" onClick={onMendExamples}>{t('schemes.issues.mendExamples')}</button> : null}
        </>
      ) : null}
      <span className="sp" />
      {pending && review ? <span className="c3 s12 nw">{t('schemes.issues.checking')}</span> : null}
      {review && review.lint.length > 0 ? <button type="button" className="linkish warn s13 nw" title={review.lint.map((one) => placeOf(scheme, one.path, words)).join('\n')} onClick={() => onGo(review.lint[0]!.path)}>{t('schemes.issues.lint', { count: review.lint.length })}</button> : null}
    </div>
  );
}
