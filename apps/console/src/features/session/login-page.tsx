import type { DemoLogin } from '@shuping/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterLogin } from '../../app/auth.tsx';
import { LanguageTool, TextSizeTool } from '../../app/frame.tsx';
import { api, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { Button, Tag, useGo, useProblemText, useUrlState } from '../../ui/index.ts';
import './session.css';

type Credentials = { readonly login: string; readonly password: string; readonly code?: string };

/** 登录; in a demo also one card per role. */
export function Page() {
  const { t } = useTranslation();
  const go = useGo();
  const client = useQueryClient();
  const [search] = useUrlState();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [second, setSecond] = useState<Credentials | null>(null);
  const demo = useApiQuery<{ readonly items: readonly DemoLogin[] }>('/demo/logins');
  const signIn = useApiMutation({
    run: (body: Credentials) => api.post('/session', { body }),
    onDone: () => {
      client.removeQueries();
      go(afterLogin(search['to']), { replace: true });
    },
    onProblem: (met, body) => {
      if (met.code === 'account.code-required') setSecond(body);
      else setProblem(met);
      return true;
    },
  });
  const send = (body: Credentials): void => {
    setProblem(null);
    signIn.mutate(body);
  };
  const cards = demo.data?.items ?? [];
  return (
    <div className="login">
      <header><span className="brand-mark" aria-hidden="true">{t('app.mark')}</span><b>{t('app.name')}</b>{cards.length > 0 ? <Tag>{t('app.demo')}</Tag> : null}<span className="sp" /><TextSizeTool /><LanguageTool /></header>
      <main className={cards.length > 0 ? 'with-cards' : ''}>
        {second ? <CodeForm problem={problem} busy={signIn.isPending} onSend={(code) => send({ ...second, code })} onBack={() => { setSecond(null); setProblem(null); }} /> : <LoginForm problem={problem} busy={signIn.isPending} onSend={send} />}
        {cards.length > 0 ? <DemoCards cards={cards} busy={signIn.isPending} onPick={send} /> : null}
      </main>
    </div>
  );
}

function LoginForm({ problem, busy, onSend }: { readonly problem: ApiProblem | null; readonly busy: boolean; readonly onSend: (body: Credentials) => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form onSubmit={(e) => { e.preventDefault(); onSend({ login: login.trim(), password }); }}>
      <h1>{t('session.title')}</h1>
      <p className="c2 s13">{t('session.sub')}</p>
      <label><span>{t('session.login')}</span><Input value={login} onChange={(e) => setLogin(e.target.value)} autoComplete="username" autoFocus name="login" required /></label>
      <label><span>{t('session.password')}</span><Input.Password value={password} onChange={(e) => setPassword(e.target.value)} autoComplete="current-password" name="password" required /></label>
      {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      <Button type="primary" htmlType="submit" loading={busy} block>{t('session.enter')}</Button>
      <p className="c3 s12">{t('session.help')}</p>
    </form>
  );
}

/** Second step: a code of the authenticator, or a recovery code. The password stays in this page only. */
function CodeForm({ problem, busy, onSend, onBack }: { readonly problem: ApiProblem | null; readonly busy: boolean; readonly onSend: (code: string) => void; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  return (
    <form onSubmit={(e) => { e.preventDefault(); onSend(code.trim()); }}>
      <h1>{t('session.factor.title')}</h1>
      <p className="c2 s13">{t(recovery ? 'session.factor.recoverySub' : 'session.factor.sub')}</p>
      <label><span>{t(recovery ? 'session.factor.recovery' : 'session.factor.code')}</span><Input key={String(recovery)} value={code} onChange={(e) => setCode(e.target.value)} autoComplete="one-time-code" inputMode={recovery ? 'text' : 'numeric'} maxLength={recovery ? 40 : 10} autoFocus name="code" required /></label>
      {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      <Button type="primary" htmlType="submit" loading={busy} disabled={code.trim().length < 6} block>{t('session.enter')}</Button>
      <p className="row s13"><button type="button" className="linkish" onClick={() => { setRecovery(!recovery); setCode(''); }}>{t(recovery ? 'session.factor.useCode' : 'session.factor.useRecovery')}</button><span className="sp" /><button type="button" className="linkish" onClick={onBack}>{t('session.factor.back')}</button></p>
    </form>
  );
}

function DemoCards({ cards, busy, onPick }: { readonly cards: readonly DemoLogin[]; readonly busy: boolean; readonly onPick: (body: Credentials) => void }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('session.demo')}>
      <div className="h2 ruled"><h2>{t('session.demo')}</h2><small>{t('session.demo.note')}</small></div>
      <ul className="role-cards">
        {cards.map((card) => (
          <li key={card.login}>
            <button type="button" disabled={busy} onClick={() => onPick({ login: card.login, password: card.password })}>
              <span className="b">{t(`admin.role.${card.role}`)}<span className="c3"> · {t(`session.place.${card.note}`)}</span></span>
              <span className="s13 c2">{t(`session.about.${card.role}`)}</span>
              <span className="s12 c3">{card.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
