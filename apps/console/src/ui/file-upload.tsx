import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, upload, type ApiProblem } from '../client/index.ts';
import { Button } from './button.tsx';
import { Bar } from './meters.tsx';
import { CopyDiagnosis, useProblemText } from './state-panel.tsx';

type Props<T> = {
  /** API path that takes multipart field `file`. */
  readonly to: string;
  /** Accepted endings, e.g. `.xlsx,.docx`. */
  readonly accept: string;
  readonly maxMb: number;
  readonly hint?: string;
  readonly onDone: (answer: T, file: File) => void;
  /** A refused file, for what the page can do about it. */
  readonly onRefused?: (problem: ApiProblem, file: File) => void;
};

/** Chooses or drops one file and sends it, with progress and a plain reason when it is refused. */
export function FileUpload<T>({ to, accept, maxMb, hint, onDone, onRefused }: Props<T>) {
  const { t } = useTranslation();
  const words = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [refused, setRefused] = useState('');

  const send = async (file: File): Promise<void> => {
    setProblem(null);
    const ending = `.${file.name.split('.').pop()?.toLowerCase() ?? ''}`;
    if (!accept.split(',').includes(ending)) return setRefused(t('ui.upload.ending', { accept: accept.replace(/,/g, ' ') }));
    if (file.size > maxMb * 1_048_576) return setRefused(t('ui.upload.size', { mb: maxMb }));
    setRefused('');
    setPart(0);
    try {
      onDone(await upload<T>(to, file, file.name, setPart), file);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      onRefused?.(asProblem(thrown), file);
    } finally {
      setPart(null);
    }
  };
  const take = (files: FileList | null): void => void (files?.[0] && void send(files[0]));
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <div className="upload" onDragOver={(e) => e.preventDefault()} onDrop={drop}>
      <input ref={input} type="file" accept={accept} className="sr" tabIndex={-1} aria-hidden="true" onChange={(e) => { take(e.target.files); e.target.value = ''; }} />
      <Button disabled={part !== null} onClick={() => input.current?.click()}>{t('ui.upload.choose')}</Button>
      <span className="c2 s13">{hint ?? t('ui.upload.drop', { accept: accept.replace(/,/g, ' '), mb: maxMb })}</span>
      {part === null ? null : <Bar part={part} label={t('ui.upload.sending')} />}
      {refused ? <p className="late s13" role="alert">{refused}</p> : null}
      {problem ? <p className="s13" role="alert"><span className="late">{words(problem)}</span> <CopyDiagnosis problem={problem} /></p> : null}
    </div>
  );
}
