import type { ScoreCell, StoredFile } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { FileUpload, useProblemText } from '../../ui/index.ts';
import { figureOf, type GridColumn, type ScoreRow } from './grid.ts';

export const PROOFS = '.jpg,.jpeg,.png,.pdf,.docx,.xlsx';

/** Files of an entry, as ids with their names where they were just sent. */
export function ProofList({ orgPath, files, onChange }: { readonly orgPath: string; readonly files: readonly { readonly id: string; readonly name: string }[]; readonly onChange: (files: readonly { id: string; name: string }[]) => void }) {
  const { t } = useTranslation();
  return (
    <div>
      <span className="s13 c2">{t('cycles.scores.files')}</span>
      <FileUpload<StoredFile> to={`/files?orgPath=${encodeURIComponent(orgPath)}&purpose=evidence`} accept={PROOFS} maxMb={20} onDone={(file) => onChange([...files, { id: file.id, name: file.name }])} />
      <ul>
        {files.map((file) => (
          <li key={file.id} className="row s13"><a href={`/api/files/${file.id}`} download>{file.name}</a><button type="button" className="linkish s13" onClick={() => onChange(files.filter((one) => one.id !== file.id))}>{t('cycles.scores.drop')}</button></li>
        ))}
      </ul>
    </div>
  );
}

/** A figure with its note and proof. */
export function ProofModal({ cycleId, row, column, value, onClose }: { readonly cycleId: string; readonly row: ScoreRow; readonly column: GridColumn; readonly value: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useProblemText();
  const cell: ScoreCell | undefined = row.cells[column.key];
  const [figure, setFigure] = useState(value);
  const [note, setNote] = useState(cell?.note ?? '');
  const [files, setFiles] = useState<readonly { id: string; name: string }[]>((cell?.files ?? []).map((id, n) => ({ id, name: t('cycles.scores.file', { count: n + 1 }) })));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const put = useApiMutation({
    run: () => api.put(`/assessees/${row.assesseeId}/scores`, { body: { node: column.node.id, item: column.item, ...(column.as === 'text' ? { word: figure.trim() } : { value: figure.trim() }), note, files: files.map((file) => file.id), version: cell?.version ?? 0 } }),
    invalidates: [`/cycles/${cycleId}/scores`, '/todos'], onDone: onClose,
    onProblem: (refused) => {
      setProblem(refused);
      return true;
    },
  });
  const lacks = column.node.evidence === 'required' && files.length === 0;
  const ready = (column.as === 'text' ? figure.trim() : figureOf(figure, column) ?? '') !== '' && !lacks;
  return (
    <Modal open title={`${row.personName} · ${text(column.title)}`} okText={t('cycles.scores.save')} okButtonProps={{ disabled: !ready }} confirmLoading={put.isPending} onOk={() => put.mutate(undefined)} onCancel={onClose} width={520}>
      <div className="cycles-form">
        <label><span>{t(column.as === 'measured' || column.as === 'text' ? 'cycles.scores.plain' : 'cycles.scores.value', { min: column.min, max: column.max })}</span><Input value={figure} inputMode="decimal" onChange={(e) => setFigure(e.target.value)} /></label>
        <label><span>{t('cycles.scores.note')}</span><Input.TextArea rows={2} maxLength={2000} value={note} onChange={(e) => setNote(e.target.value)} /></label>
        <ProofList orgPath={row.orgPath} files={files} onChange={setFiles} />
        {lacks ? <p className="c2 s13">{t('cycles.scores.proofNeeded')}</p> : null}
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </div>
    </Modal>
  );
}
