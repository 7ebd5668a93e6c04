import type { CycleSqueezeOut, MeasuresOut, SqueezeOut } from '@shuping/contracts';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { figure, Section } from '../../ui/index.ts';

const KEYS = ['words', 'achievements', 'phrases', 'figures', 'problems', 'measured'] as const;
/** What is better when it falls; the rest is better when it rises. */
const WATER: readonly string[] = ['words', 'achievements', 'phrases'];

/** A difference with its sign; nothing for none. */
export function signed(value: number): string {
  return value === 0 ? '' : `${value > 0 ? '+' : '−'}${figure(Math.abs(value))}`;
}

function shown(key: (typeof KEYS)[number], of: MeasuresOut): string {
  if (key === 'achievements') return of.words === 0 ? '0%' : `${(Math.floor((of.achievements / of.words) * 1000) / 10).toFixed(1)}%`;
  return key === 'measured' ? `${of.measured} / ${of.problems}` : figure(of[key]);
}

/** 挤水分 beside the chain: length of each submission; opened, what each round changed and who sent the draft back. */
export function Squeeze({ reportId }: { readonly reportId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const squeeze = useApiQuery<SqueezeOut>(`/reports/${reportId}/squeeze`).data;
  if (!squeeze || squeeze.drafts.length < 2) return null;
  return (
    <>
      <button type="button" className="report-squeeze" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>{t('vetting.squeeze')}</span>
        <ol>{squeeze.drafts.slice(-4).map((draft, index, all) => <li key={draft.number} className={index === all.length - 1 ? 'on' : ''}><b>{figure(draft.measures.words)}</b><span>{t('report.versions.number', { number: draft.number })}</span></li>)}</ol>
      </button>
      {open ? <SqueezeDialog squeeze={squeeze} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SqueezeDialog({ squeeze, onClose }: { readonly squeeze: SqueezeOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const word = useText();
  return (
    <Modal open title={t('vetting.squeeze')} footer={null} width={760} onCancel={onClose}>
      <div className="scroll-x">
        <table className="squeeze">
          <thead><tr><th scope="col" />{squeeze.drafts.map((draft, index) => <th key={draft.number} scope="col"><b>{t('report.versions.number', { number: draft.number })}</b><span className="s12 c3">{index === 0 ? t('vetting.squeeze.first') : cause(squeeze.rounds[index - 1])}</span></th>)}</tr></thead>
          <tbody>
            {KEYS.filter((key) => key !== 'problems').map((key) => (
              <tr key={key}>
                <th scope="row">{t(`vetting.squeeze.${key}`)}</th>
                {squeeze.drafts.map((draft, index) => <td key={draft.number}><b>{shown(key, draft.measures)}</b><Change name={key} value={key === 'achievements' ? 0 : squeeze.rounds[index - 1]?.change[key] ?? 0} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="s12 c3">{t('vetting.squeeze.note')}</p>
    </Modal>
  );

  function cause(round: SqueezeOut['rounds'][number] | undefined): string {
    if (!round) return '';
    return round.step ? t('vetting.squeeze.by', { step: word(round.step.title), name: round.step.by }) : t('vetting.squeeze.own');
  }
}

function Change({ name, value }: { readonly name: string; readonly value: number }) {
  if (value === 0) return null;
  return <span className={`s12 ${WATER.includes(name) === value < 0 ? 'ok' : 'warn'}`}>{signed(value)}</span>;
}

/** Who squeezes what, over all reports of the cycle. */
export function CycleSqueeze({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const word = useText();
  const squeeze = useApiQuery<CycleSqueezeOut>(`/cycles/${cycleId}/squeeze`).data;
  return (
    <>
      {(squeeze?.chains ?? []).map((chain, _at, all) => (
        <Section key={chain.sector} title={all.length > 1 ? t('vetting.squeeze.of', { sector: word({ key: `${chain.sector}.sector` }) }) : t('vetting.squeeze')} ruled note={t('vetting.squeeze.all', { count: chain.reports, first: figure(Math.round(chain.first.words / chain.reports)), last: figure(Math.round(chain.last.words / chain.reports)) })}>
          <div className="scroll-x">
            <table className="squeeze wide">
              <thead><tr><th scope="col">{t('vetting.squeeze.step')}</th><th scope="col">{t('vetting.squeeze.read')}</th><th scope="col">{t('vetting.squeeze.returned')}</th><th scope="col">{t('vetting.squeeze.proposed')}</th>{KEYS.filter((key) => key !== 'problems').map((key) => <th key={key} scope="col">{t(`vetting.squeeze.${key === 'achievements' ? 'achievementWords' : key === 'measured' ? 'measuredOnly' : key}`)}</th>)}</tr></thead>
              <tbody>
                {chain.steps.map((step) => (
                  <tr key={step.id}><th scope="row">{word(step.title)}</th><td>{step.read}</td><td>{step.returned}</td><td>{step.proposed}</td>{KEYS.filter((key) => key !== 'problems').map((key) => <td key={key}>{step.change[key] === 0 ? <span className="c3">0</span> : <Change name={key} value={step.change[key]} />}</td>)}</tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ))}
    </>
  );
}
