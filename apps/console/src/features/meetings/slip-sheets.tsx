import { writeSlip } from '@shuping/ballot-box/client';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Qr } from '../../ui/qr.tsx';
import type { Meeting, Slips } from './model.ts';

export { Qr };

const PER_PAGE = 24;

/** Slips on A4 pages, 24 each, in the random order in which the server made them. */
export function SlipSheets({ meeting, slips }: { readonly meeting: Meeting; readonly slips: Slips }) {
  const { t } = useTranslation();
  const text = useText();
  const pages = Array.from({ length: Math.ceil(slips.slips.length / PER_PAGE) }, (_, n) => slips.slips.slice(n * PER_PAGE, (n + 1) * PER_PAGE));
  return (
    <div className="slip-pages">
      {pages.map((page, n) => (
        <section key={n} className="slip-page" aria-label={t('slips.page', { at: n + 1, of: pages.length })}>
          {page.map((slip) => (
            <div key={slip.secret} className="slip">
              <Qr text={`${location.origin}/v/${meeting.id}#${writeSlip(slip.secret, slips.fingerprint)}`} />
              <div>
                <b>{text(slip.title)}</b>
                <p>{t('slips.slip.scan')}</p>
                <code>{slip.secret.replace(/(.{11})/, '$1 ')}</code>
              </div>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
