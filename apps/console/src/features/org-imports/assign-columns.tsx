import { ORG_COLUMN_KEYS, type OrgColumnKey, type OrgImportOut } from '@shuping/contracts';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, upload, type ApiProblem } from '../../client/index.ts';
import { Button, Field, Section, useProblemText } from '../../ui/index.ts';

export type Header = { readonly letters: string; readonly header: string };
type Props = { readonly orgId: string; readonly file: File; readonly headers: readonly Header[]; readonly onDone: (read: OrgImportOut) => void };

/** Headers that stand in a refused workbook. */
export function headersOf(problem: ApiProblem): Header[] {
  const issues = (problem.issues ?? []) as readonly { readonly code?: string; readonly params?: Partial<Header> }[];
  return issues.flatMap(({ code, params }) => (code === 'table.header' && params?.letters && params.header ? [{ letters: params.letters, header: params.header }] : []));
}

/** Which column is which, chosen by hand where the names say nothing; remembered for the unit. */
export function AssignColumns({ orgId, file, headers, onDone }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [chosen, setChosen] = useState<Partial<Record<OrgColumnKey, string>>>({});
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    const columns = Object.entries(chosen).map(([key, letters]) => `${key}:${letters}`).join(',');
    await upload<OrgImportOut>(`/org-imports?orgId=${orgId}&columns=${columns}`, file, file.name, () => undefined).then(onDone, (thrown: unknown) => setProblem(asProblem(thrown)));
    setSending(false);
  };
  const options = headers.map(({ letters, header }) => ({ value: letters, label: `${letters} ${header.replace(/\s+/g, '')}` }));
  return (
    <Section title={t('orgImports.assign')}>
      <p className="c2 s13">{t('orgImports.assign.why')}</p>
      <div className="orgimp-assign">
        {ORG_COLUMN_KEYS.map((key) => (
          <Field key={key} label={t(`orgImports.column.${key}`)}>
            <Select aria-label={t(`orgImports.column.${key}`)} allowClear value={chosen[key] ?? null} placeholder={t('orgImports.assign.none')} options={options} onChange={(letters: string | undefined) => setChosen(without(chosen, key, letters))} />
          </Field>
        ))}
      </div>
      {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      <Button type="primary" disabled={chosen.name === undefined} loading={sending} onClick={() => void send()}>{t('orgImports.assign.read')}</Button>
    </Section>
  );
}

function without(chosen: Partial<Record<OrgColumnKey, string>>, key: OrgColumnKey, letters: string | undefined): Partial<Record<OrgColumnKey, string>> {
  const { [key]: _, ...rest } = chosen;
  return letters === undefined ? rest : { ...rest, [key]: letters };
}
