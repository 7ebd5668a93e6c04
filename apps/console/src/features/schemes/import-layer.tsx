import type { SchemesOut } from '@shuping/contracts';
import { Modal } from 'antd';
import { useRef, useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { Button, useGo, useProblemText } from '../../ui/index.ts';

type Sector = SchemesOut['items'][number];
const MOST = 1_500_000;

/** 导入方案层: a file becomes a draft; what is wrong with it is named place by place. */
export function ImportLayer({ sector, orgId, year }: { readonly sector: Sector; readonly orgId: string; readonly year: number }) {
  const { t } = useTranslation();
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [large, setLarge] = useState(false);
  const take = useApiMutation<string, { id: string }>({
    run: (text) => api.post('/layers/import', { body: { orgId, sector: sector.sector, year, text }, idempotencyKey: newKey() }), invalidates: ['/schemes'],
    onDone: ({ id }) => go(`/schemes/layers/${id}`),
    onProblem: (thrown) => {
      setProblem(thrown);
      return true;
    },
  });
  if (sector.may['create'] !== true) return null;
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setName(file.name);
    if (file.size > MOST) return setLarge(true);
    take.mutate(await file.text());
  };
  const close = (): void => {
    setProblem(null);
    setLarge(false);
  };
  return (
    <>
      <Button size="small" loading={take.isPending} onClick={() => input.current?.click()}>{t('schemes.import')}</Button>
      <input ref={input} type="file" accept=".json" hidden aria-label={t('schemes.import')} onChange={(event) => void choose(event)} />
      <Modal open={problem !== null || large} title={t('schemes.import.refused', { name })} footer={<Button onClick={close}>{t('schemes.import.close')}</Button>} onCancel={close} width={640}>
        {large ? <p>{t('schemes.import.large')}</p> : null}
        {problem ? <Findings problem={problem} /> : null}
      </Modal>
    </>
  );
}

function Findings({ problem }: { readonly problem: ApiProblem }) {
  const { t, i18n } = useTranslation();
  const words = useProblemText();
  const say = (code: string, params: Readonly<Record<string, unknown>> | undefined): string => {
    const key = [`schemes.file.${code}`, `schemes.issue.${code}`].find((one) => i18n.exists(one));
    return key ? t(key, { ...params }) : code;
  };
  return (
    <>
      <p>{words(problem)}</p>
      <ul className="schemes-findings">
        {(problem.issues ?? []).map((issue, n) => <li key={n}><span className="s13">{say(issue.code, issue.params)}</span>{issue.at ? <code className="s12 c3">{issue.at}</code> : null}</li>)}
      </ul>
      <p className="s12 c2">{t('schemes.import.nothing')}</p>
    </>
  );
}
