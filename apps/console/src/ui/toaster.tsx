import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { toastStore, type Toast } from '../client/toasts.ts';
import { Icon } from './icon.tsx';
import { CopyDiagnosis, useProblemText } from './state-panel.tsx';

/** Where toasts appear; announced to screen readers. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return <div className="toasts no-print" aria-live="polite">{toasts.map((toast) => <ToastCard key={toast.id} toast={toast} />)}</div>;
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const close = <button type="button" className="icon-btn" aria-label={t('ui.close')} onClick={() => toastStore.dismiss(toast.id)}><Icon name="cross" small /></button>;
  if (toast.kind === 'done') {
    const undo = (): void => {
      toast.undo?.();
      toastStore.dismiss(toast.id);
    };
    return <div className="toast" role="status"><Icon name="check" small /><span>{toast.text}</span>{toast.undo ? <button type="button" className="linkish" onClick={undo}>{t('ui.undo')}</button> : null}{close}</div>;
  }
  return (
    <div className="toast bad" role="alert">
      <Icon name="alert" small />
      <div>
        <p>{words(toast.problem)}</p>
        {toast.problem.issues.length > 0 ? <ul className="s13 c2">{toast.problem.issues.slice(0, 5).map((issue, n) => <li key={n}>{words({ code: issue.code, params: issue.params ?? {} })}{issue.at ? ` (${issue.at})` : ''}</li>)}</ul> : null}
        <p className="row s12 c3"><span>{toast.problem.code}</span><CopyDiagnosis problem={toast.problem} /></p>
      </div>
      {close}
    </div>
  );
}
