import type { EdgeOut, EdgesOut, OrganisationOut } from '@shuping/contracts';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { DataTable, DayInput, DayText, Field, FormStack, Loaded, MayButton, RemoteSelect, useProblemText, useToday, type Column } from '../../ui/index.ts';

type Edge = z.infer<typeof EdgeOut>;

/** Superiors of the unit through time: leading, guiding and joint lines. */
export function LinesTab({ unit }: { readonly unit: OrganisationOut }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Edge | null>(null);
  const query = useApiQuery<z.infer<typeof EdgesOut>>(`/organisations/${unit.id}/edges`);
  const columns: readonly Column<Edge>[] = [
    { key: 'line', title: t('organisations.line'), width: 96, render: (edge) => t(`organisations.line.${edge.line}`) },
    { key: 'superior', title: t('organisations.superior'), render: (edge) => edge.superiorName },
    { key: 'from', title: t('organisations.line.from'), width: 128, render: (edge) => <DayText day={edge.from} /> },
    { key: 'to', title: t('organisations.line.to'), width: 128, render: (edge) => (edge.to ? <DayText day={edge.to} /> : t('organisations.now')) },
    { key: 'act', title: '', width: 72, num: true, render: (edge) => (edge.line !== 'leading' && !edge.to && unit.may['edit'] === true ? <button type="button" className="linkish s13" onClick={() => setEnding(edge)}>{t('organisations.line.end')}</button> : null) },
  ];
  return (
    <>
      <p className="c2 s13 org-note">{t('organisations.lines.note')}</p>
      <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<p className="c2 s13">{t('organisations.lines.empty')}</p>}>
        {(data) => <DataTable rows={data.items} columns={columns} rowKey={(edge) => edge.id} label={t('organisations.tab.lines')} />}
      </Loaded>
      <p className="org-note"><MayButton may={unit.may['edit']} onClick={() => setAdding(true)}>{t('organisations.line.add')}</MayButton></p>
      {adding ? <AddLine unit={unit} onClose={() => setAdding(false)} /> : null}
      {ending ? <EndLine unit={unit} edge={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function AddLine({ unit, onClose }: { readonly unit: OrganisationOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key] = useState(newKey);
  const [line, setLine] = useState<'guiding' | 'joint'>('guiding');
  const [superiorId, setSuperior] = useState<string | null>(null);
  const [from, setFrom] = useState(useToday());
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = useApiMutation({
    run: () => api.post(`/organisations/${unit.id}/edges`, { body: { superiorId, line, from }, idempotencyKey: key }),
    invalidates: ['/organisations'],
    onDone: () => {
      showDone(t('organisations.line.added'));
      onClose();
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  return (
    <Modal open title={t('organisations.line.add')} okText={t('organisations.save')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => save.mutate()} okButtonProps={{ disabled: superiorId === null || from === '' }}>
      <FormStack>
        <Field label={t('organisations.line')}><Select value={line} onChange={setLine} options={(['guiding', 'joint'] as const).map((one) => ({ value: one, label: t(`organisations.line.${one}`) }))} /></Field>
        <Field label={t('organisations.superior')}><RemoteSelect<OrganisationOut> path="/organisations" label={t('organisations.superior')} value={superiorId} optionOf={(row) => ({ value: row.id, label: row.name })} onChange={setSuperior} /></Field>
        <Field label={t('organisations.line.from')}><DayInput value={from} onChange={setFrom} /></Field>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}

function EndLine({ unit, edge, onClose }: { readonly unit: OrganisationOut; readonly edge: Edge; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [to, setTo] = useState(useToday());
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = useApiMutation({
    run: () => api.post(`/organisations/${unit.id}/edges/${edge.id}/end`, { body: { to } }),
    invalidates: ['/organisations', '/schemes'],
    onDone: () => {
      showDone(t('organisations.line.ended'));
      onClose();
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  return (
    <Modal open title={t('organisations.line.endOf', { line: t(`organisations.line.${edge.line}`), name: edge.superiorName })} okText={t('organisations.line.end')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => save.mutate()} okButtonProps={{ disabled: to === '' }}>
      <FormStack>
        <Field label={t('organisations.line.lastDay')}><DayInput value={to} onChange={setTo} /></Field>
        <p className="c2 s13">{t('organisations.line.endNote')}</p>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}
