import type { ProblemOut, StoredFile } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../client/index.ts';
import { FileUpload, useProblemText } from '../../ui/index.ts';
import { useItemAct } from './use-item-act.ts';

const ACCEPT = '.jpg,.jpeg,.png,.pdf,.docx,.xlsx';

/** Progress in words; files make it proof. */
export function ProgressModal({ item, onClose }: { readonly item: ProblemOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly StoredFile[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const act = useItemAct(item, { onDone: onClose, onProblem: setProblem });
  return (
    <Modal open title={t('ledger.progress.title')} okText={t('ledger.progress.save')} onCancel={onClose} confirmLoading={act.isPending} okButtonProps={{ disabled: text.trim() === '' }} onOk={() => act.mutate({ path: 'progress', body: { text, files: files.map((file) => file.id) } })} width={560}>
      <div className="ledger-form">
        <p className="b">{item.title}</p>
        <label><span>{t('ledger.progress.text')}</span><Input.TextArea rows={3} maxLength={2000} value={text} onChange={(e) => setText(e.target.value)} /></label>
        <div><span className="s13 c2">{t('ledger.progress.files')}</span>
          <FileUpload<StoredFile> to={`/files?orgPath=${encodeURIComponent(item.orgPath)}&purpose=proof`} accept={ACCEPT} maxMb={20} onDone={(file) => setFiles((now) => [...now, file])} />
          <ul className="ledger-uploads">{files.map((file) => <li key={file.id}><span className="ell">{file.name}</span><button type="button" className="linkish s13" onClick={() => setFiles((now) => now.filter((one) => one.id !== file.id))}>{t('ledger.progress.drop')}</button></li>)}</ul>
        </div>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </div>
    </Modal>
  );
}
