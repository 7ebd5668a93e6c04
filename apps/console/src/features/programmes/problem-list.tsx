import type { ApiProblem } from '../../client/index.ts';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../ui/index.ts';

type Issue = { readonly code?: string; readonly at?: string; readonly params?: Record<string, string | number> };

/** What stands against an act: its words, and below them every place that it names. */
export function ProblemList({ problem }: { readonly problem: ApiProblem }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const more = ((problem.issues ?? []) as readonly Issue[]).filter((one) => one.code !== undefined && one.code !== problem.code);
  return (
    <div role="alert" className="programmes-problem s13">
      <p className="late">{words(problem)}</p>
      {more.length > 0 ? <ul>{more.slice(0, 12).map((one, n) => <li key={n}>{t([`errors.${one.code}`, `schemes.issue.${one.code}`, 'errors.unknown'], { ...one.params, owner: one.params?.['ownerName'] ?? one.params?.['owner'] })}{one.at ? <code className="c3"> {one.at}</code> : null}</li>)}</ul> : null}
    </div>
  );
}
