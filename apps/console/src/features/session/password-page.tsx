import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/auth.tsx';
import { api, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { A, Button, useGo, useProblemText } from '../../ui/index.ts';
import './session.css';

const MIN_LENGTH = 10;

/** 修改密码: forced at the first login, free later. */
export function Page() {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const words = useProblemText();
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change = useApiMutation({
    run: () => api.post('/password', { body: { current: old, next } }),
    onDone: () => {
      showDone(t('session.changed'));
      client.removeQueries({ queryKey: ['/me'] });
      go('/home', { replace: true });
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  const differs = again !== '' && again !== next;
  const ready = old !== '' && next.length >= MIN_LENGTH && again === next;
  return (
    <div className="login">
      <header><span className="brand-mark" aria-hidden="true">{t('app.mark')}</span><b>{t('app.name')}</b></header>
      <main>
        <form onSubmit={(e) => { e.preventDefault(); setProblem(null); change.mutate(undefined); }}>
          <h1>{t('app.changePassword')}</h1>
          <p className="c2 s13">{me.account.mustChangePassword ? t('session.first') : t('session.rule', { count: MIN_LENGTH })}</p>
          <label><span>{t('session.old')}</span><Input.Password value={old} onChange={(e) => setOld(e.target.value)} autoComplete="current-password" autoFocus /></label>
          <label><span>{t('session.next')}</span><Input.Password value={next} onChange={(e) => setNext(e.target.value)} autoComplete="new-password" /><small className="c3 s12">{t('session.rule', { count: MIN_LENGTH })}</small></label>
          <label><span>{t('session.again')}</span><Input.Password value={again} onChange={(e) => setAgain(e.target.value)} autoComplete="new-password" /></label>
          {differs ? <p className="late s13" role="alert">{t('session.differs')}</p> : null}
          {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
          <Button type="primary" htmlType="submit" loading={change.isPending} disabled={!ready} block>{t('session.save')}</Button>
          {me.account.mustChangePassword ? null : <A href="/home">{t('app.notFound.home')}</A>}
        </form>
      </main>
    </div>
  );
}
