import { OrganisationKind, type OrganisationOut, type SectorsOut } from '@shuping/contracts';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, newKey, showDone, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { useText, type Worded } from '../../i18n/index.ts';
import { DayInput, Field, FormStack, useProblemText, useToday } from '../../ui/index.ts';

type Props = { readonly parent?: OrganisationOut; readonly unit?: OrganisationOut; readonly onClose: () => void; readonly onMade?: (id: string) => void };

/** Opens a unit below `parent`, or renames `unit`. */
export function UnitForm({ parent, unit, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const words = useProblemText();
  const text = useText();
  const [key] = useState(newKey);
  const [draft, setDraft] = useState({ name: unit?.name ?? '', shortName: unit?.shortName ?? '', kind: unit?.kind ?? 'branch', sector: parent?.sector ?? '', opensOn: useToday() });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const sectors = useApiQuery<z.infer<typeof SectorsOut>>('/sectors', { query: { orgId: parent?.id ?? '' }, enabled: parent !== undefined });
  const { name, shortName, kind } = draft;
  const save = useApiMutation({
    run: () => unit
      ? api.patch<{ id: string }>(`/organisations/${unit.id}`, { body: { name, shortName, kind }, version: unit.version })
      : api.post<{ id: string }>('/organisations', { body: { parentId: parent!.id, ...draft }, idempotencyKey: key }),
    invalidates: ['/organisations'],
    onDone: ({ id }) => {
      showDone(t(unit ? 'organisations.saved' : 'organisations.made', { name: shortName }));
      onClose();
      if (!unit) onMade?.(id);
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  return (
    <Modal open title={unit ? t('organisations.edit') : t('organisations.add.title', { name: parent?.shortName ?? '' })} okText={t('organisations.save')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => save.mutate()} okButtonProps={{ disabled: name.trim() === '' || shortName.trim() === '' }}>
      <FormStack>
        <Field label={t('organisations.name')} note={unit ? t('organisations.name.past') : undefined}><Input value={name} maxLength={120} onChange={(e) => setDraft({ ...draft, name: e.target.value })} /></Field>
        <Field label={t('organisations.shortName')}><Input value={shortName} maxLength={40} onChange={(e) => setDraft({ ...draft, shortName: e.target.value })} /></Field>
        <Field label={t('organisations.kind')}><Select value={kind} onChange={(one) => setDraft({ ...draft, kind: one })} options={OrganisationKind.options.map((one) => ({ value: one, label: t(`organisations.kind.${one}`) }))} /></Field>
        {parent ? <Field label={t('organisations.sector')}><Select value={draft.sector} onChange={(one) => setDraft({ ...draft, sector: one })} options={[{ value: '', label: t('organisations.sector.none') }, ...(sectors.data?.items ?? []).map((one) => ({ value: one.id, label: text(one.title as Worded) }))]} /></Field> : null}
        {parent ? <Field label={t('organisations.opensOn')}><DayInput value={draft.opensOn} onChange={(opensOn) => setDraft({ ...draft, opensOn })} /></Field> : null}
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}
