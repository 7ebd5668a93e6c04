import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, asProblem } from '../client/problem.ts';
import { Button } from './button.tsx';
import { A } from './link.tsx';

type EmptyProps = { readonly what: ReactNode; readonly why?: ReactNode; readonly next?: ReactNode; readonly action?: ReactNode };

/** Empty: what this is, why it is empty, who acts next, one button. */
export function EmptyPanel({ what, why, next, action }: EmptyProps) {
  return (
    <div className="state">
      <p className="b">{what}</p>
      {why ? <p className="c2">{why}</p> : null}
      {next ? <p className="c2">{next}</p> : null}
      {action ? <div className="state-act">{action}</div> : null}
    </div>
  );
}

/** A word and grey lines in the shape of rows while something loads; appears after 150 ms so that fast answers do not flicker. */
export function LoadingPanel({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status">
      <p className="s13 c3">{t('ui.loading')}</p>
      {Array.from({ length: rows }, (_, n) => <i key={n} style={{ width: `${[92, 78, 85, 64, 88, 71][n % 6]}%` }} />)}
    </div>
  );
}

/** Words of a problem by its code; an unknown code gets a general sentence. */
export function useProblemText(): (problem: Pick<ApiProblem, 'code' | 'params'>) => string {
  const { t, i18n } = useTranslation();
  return (problem) => (i18n.exists(`errors.${problem.code}`) ? t(`errors.${problem.code}`, { ...problem.params }) : t('errors.unknown'));
}

/** Text a helper can use: code, trace, page, time, browser; nothing personal. */
export function diagnosis(problem: ApiProblem): string {
  return JSON.stringify({ code: problem.code, status: problem.status, at: problem.at, traceId: problem.traceId, page: window.location.pathname, time: new Date().toISOString(), browser: navigator.userAgent }, null, 1);
}

export function CopyDiagnosis({ problem }: { readonly problem: ApiProblem }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    copyText(diagnosis(problem));
    setCopied(true);
  };
  return <button type="button" className="linkish s13" onClick={copy}>{copied ? t('ui.copied') : t('ui.copyDiagnosis')}</button>;
}

/** Copies text, also over plain http where `navigator.clipboard` is missing. */
export function copyText(text: string): void {
  if (navigator.clipboard && window.isSecureContext) return void navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** A failure in place of content: one sentence, what to do, the code. Not-found and no-permission look alike on purpose. */
export function ProblemPanel({ problem: thrown, retry }: { readonly problem: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const problem = asProblem(thrown);
  const closed = problem.status === 403 || problem.status === 404;
  return (
    <div className="state" role="alert">
      <p className="b">{closed ? t('ui.closed.title') : words(problem)}</p>
      <p className="c2">{closed ? t('ui.closed.why') : t('ui.problem.todo')}</p>
      <p className="s12 c3">{problem.code}{problem.traceId ? ` · ${problem.traceId}` : ''}</p>
      <div className="state-act row">
        {closed ? <A href="/home">{t('app.notFound.home')}</A> : null}
        {retry && !closed ? <Button onClick={retry}>{t('ui.retry')}</Button> : null}
        <CopyDiagnosis problem={problem} />
      </div>
    </div>
  );
}

type Loadable<T> = { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; readonly refetch: () => unknown };

/** Chooses between loading, problem, empty and content of one query. */
export function Loaded<T>({ query, empty, isEmpty, rows, children }: { readonly query: Loadable<T>; readonly empty?: ReactNode; readonly isEmpty?: (data: T) => boolean; readonly rows?: number; readonly children: (data: T) => ReactNode }) {
  if (query.data !== undefined && query.data !== null) return empty && isEmpty?.(query.data) ? empty : children(query.data);
  if (query.error) return <ProblemPanel problem={query.error} retry={() => void query.refetch()} />;
  return query.isPending ? <LoadingPanel {...(rows ? { rows } : {})} /> : empty;
}
