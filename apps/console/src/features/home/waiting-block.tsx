import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, DayText, Section } from '../../ui/index.ts';
import type { WaitingForOther } from './todos.ts';

/** 我在等别人: whom I wait for, and how late. */
export function WaitingBlock({ items }: { readonly items: readonly WaitingForOther[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('home.waiting')} note={items.length} right={<A href="/home?tab=waiting">{t('home.all')}</A>} ruled>
      <WaitingTable items={items.slice(0, 6)} />
    </Section>
  );
}

/** Rows of what I wait for. */
export function WaitingTable({ items }: { readonly items: readonly WaitingForOther[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
      <table className="tbl fits" aria-label={t('home.waiting')}>
        <colgroup><col className="w-who" /><col /><col className="w-due" /><col className="w-act" /></colgroup>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="ell" title={item.who}>{item.who}{item.org ? <span className="c3"> · {item.org}</span> : null}</td>
              <td className="ell c2" title={text(item.what)}>{text(item.what)}</td>
              <td className="num c2"><DayText day={item.due} lateDays={item.lateDays} /></td>
              <td className="num"><A href={item.href}>{t('home.look')}</A></td>
            </tr>
          ))}
        </tbody>
      </table>
  );
}
