import type { ReportOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DayText, EmptyPanel, PageBody, PageHeader, PrintButton, usePeriodName } from '../../ui/index.ts';
import { AgainNote } from './again-note.tsx';
import { KeptAnswers } from './kept-answers.tsx';
import './report.css';

/** A report to read: published to the circle, or as an office sees it. */
export function Reading({ report }: { readonly report: ReportOut }) {
  const { t } = useTranslation();
  const word = useText();
  const period = usePeriodName();
  const parts = report.form.sections.map((section) => ({ section, text: report.sections.find((one) => one.id === section.id)?.text ?? '' })).filter((part) => part.text.trim() !== '');
  return (
    <>
      <PageHeader
        title={`${report.orgName} ${report.personName}`} crumb={<A href="/reports">{t('nav.reports')}</A>}
        sub={<>{t('report.title', { period: period(report.period) })} · {t(`report.state.${report.state}`)}{report.publishedUntil ? <> · {t('report.published.until')} <DayText day={report.publishedUntil} /></> : null}</>}
        actions={<><PrintButton /><Button href={apiUrl(`/reports/${report.id}/word`)} download>{t('report.word')}</Button></>} ruled
      />
      <PageBody>
        {parts.length === 0 ? <EmptyPanel what={t('report.reading.none')} why={t('report.reading.noneWhy')} /> : (
          <article className="report-read">
            {parts.map(({ section, text }) => (
              <section key={section.id}>
                <h3>{word(section.title)}</h3>
                {section.askedBy ? <p className="s12 c3">{t('report.askedBy', { by: section.askedBy })}</p> : null}
                <AgainNote section={section} />
                {section.questionTitle && word(section.questionTitle) !== word(section.title) ? <p className="report-question">{word(section.questionTitle)}</p> : null}
                {text.split('\n').filter((line) => line.trim() !== '').map((line, index) => <p key={index}>{line}</p>)}
              </section>
            ))}
          </article>
        )}
        <KeptAnswers kept={report.kept} />
      </PageBody>
    </>
  );
}
