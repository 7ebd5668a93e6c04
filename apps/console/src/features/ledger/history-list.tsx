import type { ProblemOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../client/index.ts';
import { A, dayWords, useToday } from '../../ui/index.ts';

/** Day of an instant in the product's zone, `2026-12-18`. */
function dayAt(instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
}

/** What happened, oldest first, and what comes next. */
export function HistoryList({ item }: { readonly item: ProblemOut }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  return (
    <ol className="ledger-tm">
      {item.history.map((entry) => (
        <li key={entry.id} className="done">
          <i aria-hidden="true" />
          <b>{t(`ledger.entry.${entry.kind}`, { count: entry.files.length })}</b>
          <span className="c3">{dayWords(dayAt(entry.at), i18n.language, today)} {entry.byName || t('ledger.bySystem')}</span>
          {entry.text && entry.kind !== 'found' ? <span>{entry.kind === 'carry' || entry.kind === 'received' || entry.kind === 'asked' ? t(`ledger.entryText.${entry.kind}`, { cycle: entry.text }) : entry.text}</span> : null}
          {entry.files.length > 0 ? <span className="ledger-files">{entry.files.map((file) => <A key={file.id} href={apiUrl(`/files/${file.id}`)} download={file.name}>{file.name}</A>)}</span> : null}
        </li>
      ))}
      {item.state === 'closed' || item.state === 'carried' ? null : (
        <li className="now"><i aria-hidden="true" /><b>{t(`ledger.next.${item.state}`)}</b></li>
      )}
    </ol>
  );
}
