import { scoreExample } from '@shuping/scoring';
import type { Scheme, WorkedExample } from '@shuping/scheme';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/index.ts';
import { freshId, withAdd, type Draft } from '../model/draft.ts';
import type { Words } from '../model/rows.ts';
import { asksOf, countAt, emptyInputs, groupsAsked, numberAt, withCount, withNumber, type Ask, type AskedGroup, type Inputs } from '../model/samples.ts';
import type { Acts } from './use-designer.ts';

type Props = { readonly scheme: Scheme; readonly words: Words; readonly draft: Draft | null; readonly acts: Acts | null; /** the example that is looked at */ readonly chosen: string | null; readonly year: number };

/** Sample figures and what the rules at hand make of them: at once, and to be kept as a worked example. */
export function ExamplesPanel({ scheme, words, draft, acts, chosen, year }: Props) {
  const { t } = useTranslation();
  const example = scheme.examples.find((one) => one.id === chosen);
  const [own, setOwn] = useState<{ readonly of: string | null; readonly inputs: Inputs } | null>(null);
  const [title, setTitle] = useState('');
  const inputs = own && own.of === (example?.id ?? null) ? own.inputs : (example?.inputs ?? emptyInputs(year));
  const setInputs = (next: Inputs): void => setOwn({ of: example?.id ?? null, inputs: next });
  const parts = useMemo(() => ({ asks: asksOf(scheme), groups: groupsAsked(scheme) }), [scheme]);
  const outcome = useMemo(() => outcomeOf(scheme, inputs), [scheme, inputs]);
  const agrees = useMemo(() => example !== undefined && agreesWith(scheme, { ...example, inputs }), [scheme, example, inputs]);
  const grade = (id: string | null): string => (id === null ? t('schemes.held') : words.text(scheme.grading.grades.find((one) => one.id === id)?.title ?? { text: id }));
  const keep = (): void => {
    if (!acts || !draft) return;
    const id = freshId('example', scheme.examples.map((one) => one.id), Math.random);
    acts.change({ ...draft, changes: withAdd(draft.changes, 'examples', { id, title: { text: title.trim() || t('schemes.try.untitled') }, inputs, expect: { score: outcome.score, grade: outcome.grade } }) });
    setTitle('');
  };
  return (
    <section className="schemes-try" aria-label={t('schemes.try')}>
      <h3 className="s13 b">{example ? t('schemes.try.of', { title: words.text(example.title) }) : t('schemes.try')}</h3>
      <p className="s12 c2">{t('schemes.try.note')}</p>
      <div className="schemes-tryout" role="status" aria-live="polite" aria-label={t('schemes.try.result')}>
        <span>{t('schemes.try.score')} <b className="num">{outcome.score ?? t('schemes.held')}</b></span>
        <span>{t('schemes.try.grade')} <b>{grade(outcome.grade)}</b></span>
        {example ? <span className={agrees ? 'ok s13' : 'late s13'}>{t('schemes.try.stated', { score: example.expect.score ?? t('schemes.held'), grade: grade(example.expect.grade) })}</span> : null}
        <span className="sp" />
        {acts && example && own?.of === example.id ? <Button size="small" onClick={() => { acts.set(`examples/${example.id}/inputs`, inputs); setOwn(null); }}>{t('schemes.try.save')}</Button> : null}
        {acts ? <><input className="schemes-input" aria-label={t('schemes.try.title')} placeholder={t('schemes.try.title')} value={title} onChange={(e) => setTitle(e.target.value)} /><Button size="small" onClick={keep}>{t('schemes.try.keep')}</Button></> : null}
      </div>
      <div className="schemes-fields">{parts.asks.map((ask) => <AskField key={`${ask.kind} ${ask.id}`} ask={ask} words={words} inputs={inputs} onChange={setInputs} />)}</div>
      {parts.groups.map((group) => <GroupCounts key={group.id} group={group} words={words} inputs={inputs} onChange={setInputs} />)}
      <table className="tbl"><thead><tr><th>{t('schemes.preview.part')}</th><th className="num">{t('schemes.preview.figure')}</th></tr></thead>
        <tbody>{scheme.score.nodes.map((node) => <tr key={node.id}><td>{words.text(node.title)}</td><td className="num">{outcome.nodes[node.id] ?? t('ui.none')}</td></tr>)}</tbody>
      </table>
    </section>
  );
}

/** Compared with as many decimals as the example states. */
function agreesWith(scheme: Scheme, example: WorkedExample): boolean {
  const got = scoreExample(scheme, example);
  return got.score === example.expect.score && got.grade === example.expect.grade;
}

function outcomeOf(scheme: Scheme, inputs: Inputs): ReturnType<typeof scoreExample> {
  const example: WorkedExample = { id: 'sample', title: { text: '' }, inputs, expect: { score: null, grade: null } };
  return scoreExample(scheme, { ...example, expect: { score: '0.'.padEnd(2 + Math.max(3, scheme.score.digits), '0'), grade: null } });
}

function AskField({ ask, words, inputs, onChange }: { readonly ask: Ask; readonly words: Words; readonly inputs: Inputs; readonly onChange: (inputs: Inputs) => void }) {
  const value = numberAt(inputs, ask);
  return <label className="schemes-f"><span className="ell">{words.text(ask.title)}</span><input className="schemes-input schemes-number" type="number" step="any" value={value ?? ''} onChange={(e) => onChange(withNumber(inputs, ask, e.target.value === '' ? null : Number(e.target.value)))} /></label>;
}

function GroupCounts({ group, words, inputs, onChange }: { readonly group: AskedGroup; readonly words: Words; readonly inputs: Inputs; readonly onChange: (inputs: Inputs) => void }) {
  const { t } = useTranslation();
  return (
    <table className="tbl schemes-counts" aria-label={words.text(group.title)}>
      <thead><tr><th>{t('schemes.try.marks', { group: words.text(group.title) })}</th><th /></tr></thead>
      <tbody>{group.items.map((item) => (
        <tr key={item.id}><td>{words.text(item.title)}</td><td><span className="row">{item.options.map((option) => (
          <label key={option.id} className="row s12">{words.text(option.title)}<input className="schemes-input schemes-count" type="number" min={0} aria-label={`${words.text(group.title)} ${words.text(item.title)} ${words.text(option.title)}`} value={countAt(inputs, group.id, item.id, option.id)} onChange={(e) => onChange(withCount(inputs, group.id, item.id, option.id, Math.max(0, Math.floor(Number(e.target.value) || 0))))} /></label>
        ))}</span></td></tr>
      ))}</tbody>
    </table>
  );
}
