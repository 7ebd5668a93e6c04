import type { UpgradeChangeOut, UpgradeEffectOut } from '@shuping/contracts';
import type { TextRef } from '@shuping/kernel';
import { valueAt, type RebaseChoice, type Scheme } from '@shuping/scheme';
import { useTranslation } from 'react-i18next';
import { DataTable, Tag, type Column } from '../../ui/index.ts';
import { placeOf, type Words } from './model/rows.ts';
import { shown } from './model/shown.ts';

type Change = UpgradeChangeOut;
export type Choices = Readonly<Record<string, RebaseChoice>>;

const TONES = { upstream: 'blue', own: 'grey', both: 'grey', conflict: 'amber' } as const;
const ORDER = '/_order';

type Props = { readonly changes: readonly Change[]; readonly scheme: Scheme; readonly words: Words; /** who the own side is; without it two versions of one owner are compared */ readonly own?: { readonly choices: Choices; readonly choose: (path: string, choice: RebaseChoice) => void } };

/** Three-way difference in words: as it was, the newer version above, one's own, and for each conflict a choice (R-B4). Conflicts stand first. */
export function UpgradeChanges({ changes, scheme, words, own }: Props) {
  const { t } = useTranslation();
  const say = (value: unknown, change: Change): string => (change.path.endsWith(ORDER) ? orderOf(scheme, change.path, value, words) : shown(value, words));
  const columns: readonly Column<Change>[] = [
    { key: 'who', title: t('schemes.upgrade.who'), width: 104, render: (one) => <Tag tone={TONES[one.who]}>{t(`schemes.upgrade.who.${one.who}`)}</Tag> },
    { key: 'place', title: t('schemes.compare.place'), hint: (one) => whereOf(scheme, one, words), render: (one) => whereOf(scheme, one, words) },
    { key: 'base', title: t('schemes.upgrade.base'), width: 168, quiet: true, hint: (one) => say(one.base, one), render: (one) => say(one.base, one) },
    { key: 'theirs', title: t('schemes.upgrade.theirs'), width: 168, hint: (one) => say(one.upstream, one), render: (one) => <Side on={taken(one, own) === 'theirs'} words={say(one.upstream, one)} /> },
    ...(own ? [
      { key: 'mine', title: t('schemes.upgrade.mine'), width: 168, hint: (one: Change) => say(one.own, one), render: (one: Change) => <Side on={taken(one, own) === 'mine'} words={say(one.own, one)} /> },
      { key: 'choice', title: t('schemes.upgrade.choice'), width: 184, render: (one: Change) => (one.who === 'conflict' ? <Choice change={one} choices={own.choices} choose={own.choose} /> : <span className="c3 s13">{t(`schemes.upgrade.taken.${one.who}`)}</span>) },
    ] : []),
  ];
  const rank = (one: Change): number => ['conflict', 'upstream', 'both', 'own'].indexOf(one.who);
  return <DataTable rows={[...changes].sort((a, b) => rank(a) - rank(b))} columns={columns} rowKey={(one) => one.path} label={t('schemes.upgrade.changes')} />;
}

/** Which side an unsettled or settled difference ends with; nothing while a conflict waits. */
function taken(change: Change, own: Props['own']): RebaseChoice | undefined {
  return change.who === 'upstream' ? 'theirs' : change.who === 'own' ? 'mine' : change.who === 'both' ? 'theirs' : own?.choices[change.path];
}

function Side({ on, words }: { readonly on: boolean; readonly words: string }) {
  return <span className={on ? 'b' : 'c2'}>{words}</span>;
}

function Choice({ change, choices, choose }: { readonly change: Change; readonly choices: Choices; readonly choose: (path: string, choice: RebaseChoice) => void }) {
  const { t } = useTranslation();
  return (
    <span className="row nw" role="radiogroup" aria-label={t('schemes.upgrade.choice')}>
      {(['theirs', 'mine'] as const).map((side) => (
        <label key={side} className="row nw s13"><input type="radio" name={`choice ${change.path}`} checked={choices[change.path] === side} onChange={() => choose(change.path, side)} />{t(`schemes.upgrade.take.${side}`)}</label>
      ))}
    </span>
  );
}

/** Effect on the reports in counts: who gains, who loses, and that nothing written is lost. */
export function EffectLines({ effect, words }: { readonly effect: UpgradeEffectOut; readonly words: Words }) {
  const { t } = useTranslation();
  const titles = (list: UpgradeEffectOut['gained']): string => (list.length === 0 ? '' : t('schemes.upgrade.named', { titles: list.map((one) => words.text(one.title)).join(t('schemes.comma')) }));
  return (
    <ul className="consequences">
      {effect.reports === 0 ? <li>{t('schemes.upgrade.effect.none')}</li> : null}
      {effect.reports === 0 ? null : <li>{t('schemes.upgrade.effect', { count: effect.reports, gain: effect.gain, gained: titles(effect.gained), lose: effect.lose, lost: titles(effect.lost) })}</li>}
      {effect.kept > 0 ? <li>{t('schemes.upgrade.kept', { count: effect.kept })}</li> : null}
      {effect.mustAnswer > 0 ? <li>{t('schemes.upgrade.mustAnswer', { count: effect.mustAnswer })}</li> : null}
      <li>{t(effect.rescore ? 'schemes.upgrade.rescore' : 'schemes.upgrade.sameScore')}</li>
    </ul>
  );
}

/** Words of the place of a difference, also where the scheme at hand has no such member. */
function whereOf(scheme: Scheme, change: Change, words: Words): string {
  const ordered = change.path.endsWith(ORDER);
  const path = ordered ? change.path.slice(0, -ORDER.length) : change.path;
  if (ordered) return words.t('schemes.upgrade.order', { place: placeOf(scheme, path, words) });
  if (valueAt(scheme, path) !== undefined) return placeOf(scheme, path, words);
  const title = [change.upstream, change.own, change.base].map((value) => (value as { title?: TextRef } | null)?.title).find((one) => one !== undefined);
  const parent = placeOf(scheme, path.slice(0, Math.max(0, path.lastIndexOf('/'))), words);
  return title ? [parent, words.text(title)].filter((part) => part !== '').join(' / ') : placeOf(scheme, path, words);
}

function orderOf(scheme: Scheme, path: string, ids: unknown, words: Words): string {
  const list = valueAt(scheme, path.slice(0, -ORDER.length));
  const title = (id: string): string => {
    const member = Array.isArray(list) ? (list as { id?: string; title?: TextRef }[]).find((one) => one.id === id) : undefined;
    return member?.title ? words.text(member.title) : id;
  };
  return Array.isArray(ids) ? (ids as string[]).map(title).join(words.t('schemes.comma')) : words.t('ui.none');
}
