import type { SecondFactorConfirmed, SecondFactorEnrolled, SecondFactorOut } from '@shuping/contracts';
import { dayOf } from '@shuping/kernel';
import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { A, Button, DayText, Loaded, useProblemText } from '../../ui/index.ts';
import { Qr } from '../../ui/qr.tsx';
import './session.css';

/** 登录安全: the own second factor — set up, recovery codes shown once, taken away. */
export function Page() {
  const { t } = useTranslation();
  const state = useApiQuery<SecondFactorOut>('/second-factor');
  const [enrolled, setEnrolled] = useState<SecondFactorEnrolled | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <div className="login">
      <header><span className="brand-mark" aria-hidden="true">{t('app.mark')}</span><b>{t('app.name')}</b></header>
      <main>
        <Loaded query={state} rows={4}>
          {(factor) =>
            codes ? <RecoveryCodes codes={codes} /> : factor.enabled ? <Enabled factor={factor} /> : enrolled ? <Confirm enrolled={enrolled} onDone={setCodes} /> : <Begin required={factor.required} onDone={setEnrolled} />
          }
        </Loaded>
      </main>
    </div>
  );
}

function useProblem(): { readonly text: string | null; readonly met: (problem: ApiProblem) => boolean; readonly clear: () => void } {
  const words = useProblemText();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const met = (one: ApiProblem): boolean => {
    setProblem(one);
    return true;
  };
  return { text: problem ? words(problem) : null, met, clear: () => setProblem(null) };
}

function Begin({ required, onDone }: { readonly required: boolean; readonly onDone: (enrolled: SecondFactorEnrolled) => void }) {
  const { t } = useTranslation();
  const problem = useProblem();
  const [password, setPassword] = useState('');
  const begin = useApiMutation({ run: () => api.post<SecondFactorEnrolled>('/second-factor', { body: { password } }), onDone, onProblem: problem.met });
  return (
    <form onSubmit={(e) => { e.preventDefault(); problem.clear(); begin.mutate(undefined); }}>
      <h1>{t('session.security')}</h1>
      <p className="c2 s13">{t(required ? 'session.factor.required' : 'session.factor.why')}</p>
      <label><span>{t('session.password')}</span><Input.Password value={password} onChange={(e) => setPassword(e.target.value)} autoComplete="current-password" autoFocus /></label>
      {problem.text ? <p className="late s13" role="alert">{problem.text}</p> : null}
      <Button type="primary" htmlType="submit" loading={begin.isPending} disabled={password === ''} block>{t('session.factor.begin')}</Button>
      {required ? null : <A href="/home">{t('app.notFound.home')}</A>}
    </form>
  );
}

function Confirm({ enrolled, onDone }: { readonly enrolled: SecondFactorEnrolled; readonly onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const problem = useProblem();
  const [code, setCode] = useState('');
  const confirm = useApiMutation({ run: () => api.post<SecondFactorConfirmed>('/second-factor/confirm', { body: { code: code.trim() } }), onDone: ({ recoveryCodes }) => onDone(recoveryCodes), onProblem: problem.met });
  return (
    <form onSubmit={(e) => { e.preventDefault(); problem.clear(); confirm.mutate(undefined); }}>
      <h1>{t('session.security')}</h1>
      <p className="c2 s13">{t('session.factor.scan')}</p>
      <div className="factor-qr"><Qr text={enrolled.uri} /></div>
      <p className="c2 s13">{t('session.factor.byHand')}<br /><code className="factor-secret">{enrolled.secret.match(/.{1,4}/g)?.join(' ')}</code></p>
      <label><span>{t('session.factor.code')}</span><Input value={code} onChange={(e) => setCode(e.target.value)} autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus name="code" /></label>
      {problem.text ? <p className="late s13" role="alert">{problem.text}</p> : null}
      <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={code.trim().length < 6} block>{t('session.factor.confirm')}</Button>
    </form>
  );
}

function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const leave = (): void => {
    client.removeQueries();
    window.location.assign('/home');
  };
  return (
    <form onSubmit={(e) => { e.preventDefault(); leave(); }}>
      <h1>{t('session.factor.on')}</h1>
      <p className="c2 s13">{t('session.factor.codes')}</p>
      <ol className="factor-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <Button className="no-print" onClick={() => window.print()} block>{t('session.factor.print')}</Button>
      <Button className="no-print" type="primary" htmlType="submit" block>{t('session.factor.kept')}</Button>
    </form>
  );
}

function Enabled({ factor }: { readonly factor: SecondFactorOut }) {
  const { t } = useTranslation();
  const problem = useProblem();
  const [removing, setRemoving] = useState(false);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useApiMutation({ run: () => api.post('/second-factor/remove', { body: { password, code: code.trim() } }), onDone: () => showDone(t('session.factor.removed')), invalidates: ['/second-factor', '/me'], onProblem: problem.met });
  return (
    <form onSubmit={(e) => { e.preventDefault(); problem.clear(); remove.mutate(undefined); }}>
      <h1>{t('session.security')}</h1>
      <p>{t('session.factor.since')} {factor.since ? <DayText day={dayOf(new Date(factor.since))} /> : null}</p>
      <p className={factor.recoveryLeft < 3 ? 'warn s13' : 'c2 s13'}>{t('session.factor.left', { count: factor.recoveryLeft })}</p>
      {removing ? (
        <>
          <p className="c2 s13">{t('session.factor.removeWhy')}</p>
          <label><span>{t('session.password')}</span><Input.Password value={password} onChange={(e) => setPassword(e.target.value)} autoComplete="current-password" autoFocus /></label>
          <label><span>{t('session.factor.codeOrRecovery')}</span><Input value={code} onChange={(e) => setCode(e.target.value)} autoComplete="one-time-code" maxLength={40} /></label>
          {problem.text ? <p className="late s13" role="alert">{problem.text}</p> : null}
          <Button danger htmlType="submit" loading={remove.isPending} disabled={password === '' || code.trim().length < 6} block>{t('session.factor.remove')}</Button>
        </>
      ) : <Button onClick={() => setRemoving(true)} block>{t('session.factor.change')}</Button>}
      <A href="/home">{t('app.notFound.home')}</A>
    </form>
  );
}
