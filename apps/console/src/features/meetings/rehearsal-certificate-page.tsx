import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { A, clockTime, EmptyPanel, Loaded, PageBody, PageHeader, PrintButton, usePathParams } from '../../ui/index.ts';
import type { Rehearsal, Rehearsals } from './rehearsal-model.ts';
import './rehearsal.css';

/** 演练清除证明, to be printed and kept with the meeting's papers. */
export function Page() {
  const { t } = useTranslation();
  const { id = '', rehearsalId = '' } = usePathParams();
  const query = useApiQuery<Rehearsals>(`/meetings/${id}/rehearsals`);
  return (
    <Loaded query={query}>
      {(rehearsals) => {
        const one = rehearsals.items.find((item) => item.id === rehearsalId);
        return one?.certificate ? <Certificate meetingId={id} title={rehearsals.title} rehearsal={one} certificate={one.certificate} /> : <EmptyPanel what={t('rehearsal.certificate.none')} why={t('rehearsal.certificate.none.why')} action={<A href={`/meetings/${id}/cockpit`}>{t('cockpit.title')}</A>} />;
      }}
    </Loaded>
  );
}

type Props = { readonly meetingId: string; readonly title: string; readonly rehearsal: Rehearsal; readonly certificate: NonNullable<Rehearsal['certificate']> };

function Certificate({ meetingId, title, rehearsal, certificate }: Props) {
  const { t } = useTranslation();
  const when = (instant: string): string => t('rehearsal.moment', { day: new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' }).format(new Date(instant)), time: clockTime(new Date(instant)) });
  const facts: readonly (readonly [string, string])[] = [
    [t('rehearsal.cert.meeting'), title], [t('rehearsal.cert.number'), rehearsal.id],
    [t('rehearsal.cert.started'), `${when(rehearsal.startedAt)}\u2003${rehearsal.startedBy}`], [t('rehearsal.cert.wiped'), `${when(certificate.at)}\u2003${certificate.by}`],
    [t('rehearsal.cert.keys'), t('rehearsal.cert.keys.n', { count: certificate.keys, code: certificate.fingerprint })], [t('rehearsal.cert.left'), t('rehearsal.cert.left.n', { count: certificate.left })],
    [t('rehearsal.cert.root'), certificate.root === '' ? t('ui.none') : certificate.root.replace(/(.{4})(?=.)/g, '$1 ')],
  ];
  return (
    <>
      <PageHeader crumb={<A href={`/meetings/${meetingId}/cockpit`}>{t('cockpit.title')}</A>} title={t('rehearsal.certificate')} sub={title} actions={<PrintButton />} />
      <PageBody>
        <article className="wipe-certificate">
          <h2>{t('rehearsal.certificate')}</h2>
          <p>{t('rehearsal.cert.says', { title })}</p>
          <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          <table className="tbl" aria-label={t('rehearsal.certificate')}>
            <thead><tr><th scope="col">{t('plan.group')}</th><th scope="col" className="num">{t('rehearsal.slips.short')}</th><th scope="col" className="num">{t('now.stamped')}</th><th scope="col" className="num">{t('rehearsal.cert.ballots')}</th></tr></thead>
            <tbody>{certificate.classes.map((c) => <tr key={c.id}><td>{c.title}</td><td className="num">{c.slips}</td><td className="num">{c.stamped}</td><td className="num">{c.returned}</td></tr>)}</tbody>
          </table>
          <p className="s12 c3">{t('rehearsal.cert.note')}</p>
          <p className="signs"><span>{t('rehearsal.cert.sign.clerk')}</span><span>{t('rehearsal.cert.sign.scrutineers')}</span></p>
        </article>
      </PageBody>
    </>
  );
}
