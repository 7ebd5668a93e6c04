import type { ImportOut, ReportForm } from '@shuping/contracts';
import { Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiProblem, useApiMutation } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Button, figure, useProblemText } from '../../ui/index.ts';
import { toPlace } from './unmatched.ts';

type Props = { readonly reportId: string; readonly form: ReportForm; readonly version: number; readonly onClose: () => void; readonly onDone: () => void };
const MAX_MB = 20;

/** Word in: the file is shown as it would be split before anything is written. */
export function ImportDialog({ reportId, form, version, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = (one: File, preview: boolean): Promise<ImportOut> => {
    const body = new FormData();
    body.append('file', one, one.name);
    return api.post<ImportOut>(`/reports/${reportId}/import`, { body, version, query: preview ? { preview: 'true' } : {} });
  };
  const refused = (found: ApiProblem): true => {
    setProblem(found);
    return true;
  };
  const preview = useApiMutation({ run: (one: File) => send(one, true), onProblem: refused });
  const commit = useApiMutation({ run: (one: File) => send(one, false), invalidates: [`/reports/${reportId}/versions`], onDone, onProblem: refused });
  const take = (one: File | undefined): void => {
    if (!one) return;
    setProblem(null);
    setFile(one);
    preview.mutate(one);
  };
  return (
    <Modal open title={t('report.import.title')} width={680} onCancel={onClose} okText={t('report.import.commit')} okButtonProps={{ disabled: !file || !preview.data || problem !== null }} confirmLoading={commit.isPending} onOk={() => void (file && commit.mutate(file))}>
      <input ref={input} type="file" accept=".docx" className="sr" tabIndex={-1} aria-label={t('report.import.choose')} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ''; }} />
      <div className="row"><Button loading={preview.isPending} onClick={() => input.current?.click()}>{t('report.import.choose')}</Button><span className="s13 c2">{file ? file.name : t('report.import.hint', { mb: MAX_MB })}</span></div>
      {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      {preview.data && !problem ? <Split split={preview.data} form={form} /> : null}
    </Modal>
  );
}

function Split({ split, form }: { readonly split: ImportOut; readonly form: ReportForm }) {
  const { t } = useTranslation();
  const word = useText();
  const left = toPlace(split.unmatched);
  return (
    <div className="report-split">
      <table className="tbl">
        <thead><tr><th>{t('report.import.section')}</th><th>{t('report.import.from')}</th><th className="num">{t('report.import.chars')}</th></tr></thead>
        <tbody>
          {form.sections.map((section) => {
            const part = split.sections.find((one) => one.id === section.id);
            const empty = !part || part.text.trim() === '';
            return <tr key={section.id}><td className="ell">{word(section.title)}</td><td className={empty ? 'c3' : 'ell'}>{empty ? t('report.import.kept') : part.headings.join(' · ')}</td><td className="num">{empty ? '' : figure(part.text.length)}</td></tr>;
          })}
        </tbody>
      </table>
      {left.length === 0 ? null : (
        <div className="banner amber">
          <p className="b">{t('report.import.unmatched', { count: left.length })}</p>
          <p className="s13">{t('report.import.unmatchedWhy')}</p>
          <ul>{left.map((part, index) => <li key={index} className="s13"><b>{part.title}</b> <span className="c2">{part.text.slice(0, 80)}</span></li>)}</ul>
        </div>
      )}
      {split.warnings.map((warning) => <p key={`${warning.code} ${warning.at ?? ''}`} className="s13 c2">{t(`report.import.warning.${warning.code}`)}</p>)}
    </div>
  );
}
