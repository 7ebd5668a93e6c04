import { useTranslation } from 'react-i18next';
import { Bar, figure } from '../../ui/index.ts';
import type { Meters } from './live-checks.ts';

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)}%`;

/** The strip of meters under the text. */
export function MetersStrip({ meters }: { readonly meters: Meters }) {
  const { t } = useTranslation();
  const { words, limit, share, shareMax, problems, causes, measures, answered, questions } = meters;
  const pairs = Math.min(causes, measures);
  const cells = [
    { key: 'words', label: t('report.meter.words'), text: t('report.meter.wordsOf', { words: figure(words), limit: figure(limit) }), part: words / limit, bad: words > limit },
    { key: 'share', label: t('report.meter.share'), text: t('report.meter.shareOf', { share: percent(share), max: percent(shareMax) }), part: share, limit: shareMax, bad: share > shareMax },
    { key: 'pairs', label: t('report.meter.pairs'), text: `${problems} / ${causes} / ${measures}`, part: problems === 0 ? 0 : pairs / problems, bad: problems > pairs },
    ...(questions === 0 ? [] : [{ key: 'answers', label: t('report.meter.answers'), text: `${answered} / ${questions}`, part: answered / questions, bad: answered < questions }]),
  ];
  return (
    <dl className="report-meters" aria-label={t('report.meter.label')}>
      {cells.map((cell) => (
        <div key={cell.key}>
          <dt>{cell.label}</dt>
          <dd className={cell.bad ? 'warn' : ''}>{cell.text}</dd>
          <Bar part={cell.part} {...('limit' in cell && cell.limit !== undefined ? { limit: cell.limit } : {})} label={`${cell.label} ${cell.text}`} />
        </div>
      ))}
    </dl>
  );
}
