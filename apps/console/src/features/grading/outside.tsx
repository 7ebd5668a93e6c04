import type { BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { inForce } from './words.ts';

/** Who has an outcome outside the distribution (R39): not in any share, still decided and published. */
export function Outside({ pool, choose }: { readonly pool: BoardPool; readonly choose: (id: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const outcomes = pool.outcomes.filter((outcome) => outcome.count > 0);
  if (outcomes.length === 0) return null;
  return (
    <section className="grading-outside" aria-label={t('grading.outside')}>
      <b className="s13">{t('grading.outside')}</b>
      {outcomes.map((outcome) => (
        <p key={outcome.id} className="s13"><span className="c2">{text(outcome.title)} {t('grading.people', { count: outcome.count })}</span>{' '}
          {pool.members.filter((member) => inForce(member) === outcome.id).map((member) => <Button key={member.assesseeId} type="link" size="small" onClick={() => choose(member.assesseeId)}>{member.personName}</Button>)}
        </p>
      ))}
    </section>
  );
}
