import { useEffect, useRef, useState } from 'preact/hooks';
import { en } from './locales/en.ts';
import { zhCN, type Words } from './locales/zh-CN.ts';
import { Notice } from './notice.tsx';
import { BallotSession, type Ports, type Trouble, type View } from './session.ts';
import { NamedSession } from './named-session.ts';
import { SheetPages } from './sheet-pages.tsx';

export type Say = (key: keyof Words, params?: Record<string, string | number>) => string;

const PATIENCE_MS = 15_000;

const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // private mode
  }
};

function storageOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export function App({ meeting, secret }: { meeting: string; secret: string }) {
  const [language, setLanguage] = useState(new URLSearchParams(location.search).get('lang') ?? remembered('lang') ?? 'zh-CN');
  const [large, setLarge] = useState((new URLSearchParams(location.search).get('text') ?? remembered('text')) === 'large');
  const [view, setView] = useState<View>({ at: 'arrive' });
  const [trouble, setTrouble] = useState<Trouble>(null);
  const session = useRef<BallotSession | NamedSession | null>(null);
  const words: Words = language === 'en' ? en : zhCN;
  const say: Say = (key, params = {}) => words[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words['page.title'];
  }, [language]);
  useEffect(() => {
    document.documentElement.className = large ? 'large' : '';
  }, [large]);
  useEffect(() => {
    const ports: Ports = {
      storage: storageOf(),
      // an answer that was lost in a cut is not waited for; the ballot is sent again
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout?.(PATIENCE_MS) ?? null }),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      onChange: (next, problem) => {
        setView(next);
        setTrouble(problem);
      },
    };
    // a slip with a name on it signs; it never meets the way of the secret ones
    const made = secret.startsWith('named.') ? new NamedSession(meeting, secret.slice(6), ports) : new BallotSession(meeting, secret, ports);
    session.current = made;
    const wake = (): void => made.wake();
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    void made.start();
    return () => {
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }, []);

  const tools = (
    <span class="tools">
      <button type="button" class="lt" onClick={() => { const next = language === 'en' ? 'zh-CN' : 'en'; setLanguage(next); remember('lang', next); }}>{say('language.other')}</button>
      <button type="button" class="lt" aria-pressed={large} onClick={() => { setLarge(!large); remember('text', large ? 'normal' : 'large'); }}>{say(large ? 'text.normal' : 'text.large')}</button>
    </span>
  );

  return (
    <main class="ph">
      {session.current?.isPlain && <p class="reh" role="note"><b>{say('plain')}</b> {say('plain.hint')}</p>}
      {session.current?.isRehearsal && <Rehearsal say={say} />}
      <div role="status" aria-live="polite">{trouble && <p class="ban"><WifiIcon />{say(trouble.kind, { count: trouble.count })}</p>}</div>
      {view.at === 'open' && session.current
        ? <SheetPages page={view.page} session={session.current} say={say} tools={tools} />
        : <Notice view={view} say={say} tools={tools} meeting={meeting} rehearsal={session.current?.isRehearsal === true} change={() => { if (session.current instanceof NamedSession) void session.current.start(true); }} />}
    </main>
  );
}

/** Says on every page that nothing here counts, in words and across the page. */
function Rehearsal({ say }: { say: Say }) {
  return (
    <>
      <p class="reh" role="note"><b>{say('rehearsal')}</b> {say('rehearsal.hint')}</p>
      <div class="wm" aria-hidden="true">{Array.from({ length: 12 }, (_, n) => <span key={n}>{say('rehearsal')}</span>)}</div>
    </>
  );
}

function WifiIcon() {
  return <svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6.5a8.5 8.5 0 0112 0M4 9a5.5 5.5 0 018 0M6.2 11.2a2.5 2.5 0 013.6 0M8 13.2h.01" /></svg>;
}
