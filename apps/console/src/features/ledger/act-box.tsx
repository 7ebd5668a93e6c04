import type { ProblemOut } from '@shuping/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd, MayButton } from '../../ui/index.ts';
import { isWhole, MembersAsked, type Asked } from './members-asked.tsx';
import { PlanModal } from './plan-modal.tsx';
import { ProgressModal } from './progress-modal.tsx';
import { useItemAct, type ItemAct } from './use-item-act.ts';
import { offered } from './words.ts';

/** What the reader can do with the item now; one text serves opinion, reason and note. */
export function ActBox({ item }: { readonly item: ProblemOut }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [lacking, setLacking] = useState(false);
  const [members, setMembers] = useState<Asked>({ asked: null, satisfied: null });
  const [missing, setMissing] = useState(false);
  const [modal, setModal] = useState<'plan' | 'progress' | null>(null);
  const act = useItemAct(item);
  const may = { plan: offered(item.may['plan']), progress: offered(item.may['progress']), submit: offered(item.may['submit']), verify: offered(item.may['verify']), back: offered(item.may['send_back']), reopen: offered(item.may['reopen']), check: offered(item.may['check']), unlink: offered(item.may['unlink']) };
  if (Object.values(may).every((one) => one === undefined)) return null;
  const send = (path: ItemAct['path']): void => act.mutate({ path, body: { text } });
  const withReason = (path: ItemAct['path']): void => {
    setLacking(text.trim() === '');
    if (text.trim() !== '') act.mutate({ path, body: { reason: text } });
  };
  const check = (holds: boolean): void => {
    setLacking(!holds && text.trim() === '');
    if (holds || text.trim() !== '') act.mutate({ path: 'spot-check', body: { holds, text } });
  };
  const verify = (): void => {
    setMissing(item.asksMembers && !isWhole(members));
    if (!item.asksMembers || isWhole(members)) act.mutate({ path: 'verify', body: { text, ...(isWhole(members) ? { satisfaction: members } : {}) } });
  };
  const writes = [may.submit, may.verify, may.back, may.reopen, may.check, may.unlink].some((one) => one !== undefined);
  const label = may.verify ?? may.back ? 'verify' : may.check ? 'check' : may.reopen ? 'reopen' : may.submit ? 'submit' : may.unlink ? 'unlink' : 'submit';
  return (
    <div className="ledger-acts no-print">
      {writes ? <label className="s13 c2" htmlFor="ledger-text">{t(`ledger.text.${label}`)}</label> : null}
      {writes ? <Input.TextArea id="ledger-text" rows={2} maxLength={500} value={text} status={lacking ? 'error' : ''} onChange={(e) => { setText(e.target.value); setLacking(false); }} /> : null}
      {lacking ? <p className="late s13" role="alert">{t('ledger.reasonLacks')}</p> : null}
      {may.verify && item.asksMembers ? <MembersAsked value={members} onChange={setMembers} lacking={missing} /> : null}
      {missing ? <p className="late s13" role="alert">{t('ledger.members.lacks')}</p> : null}
      <div className="row ledger-buttons">
        <MayButton may={may.verify} type="primary" loading={act.isPending} onClick={verify}>{t('ledger.act.verify')}</MayButton>
        <MayButton may={may.back} onClick={() => withReason('send-back')}>{t('ledger.act.sendBack')}</MayButton>
        <MayButton may={may.submit} type={item.state === 'planned' && item.proofs > 0 ? 'primary' : 'default'} loading={act.isPending} onClick={() => send('submit')}>{t('ledger.act.submit')}</MayButton>
        <MayButton may={may.progress} onClick={() => setModal('progress')}>{t('ledger.act.progress')}</MayButton>
        <MayButton may={may.plan} type={item.state === 'found' ? 'primary' : 'default'} onClick={() => setModal('plan')}>{t(item.state === 'found' ? 'ledger.act.plan' : 'ledger.act.replan')}</MayButton>
        <MayButton may={may.check} type="primary" loading={act.isPending} onClick={() => check(true)}>{t('ledger.act.held')}</MayButton>
        <MayButton may={may.check} onClick={() => check(false)}>{t('ledger.act.failed')}</MayButton>
        <MayButton may={may.reopen} onClick={() => withReason('reopen')}>{t('ledger.act.reopen')}</MayButton>
        <MayButton may={may.unlink} onClick={() => withReason('unlink-repeat')}>{t('ledger.act.unlink')}</MayButton>
        <span className="sp" /><Kbd>J</Kbd><Kbd>K</Kbd>
      </div>
      {modal === 'plan' ? <PlanModal item={item} onClose={() => setModal(null)} /> : null}
      {modal === 'progress' ? <ProgressModal item={item} onClose={() => setModal(null)} /> : null}
    </div>
  );
}
