import type { OrganisationOut, PersonOut } from '@shuping/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newKey, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { Field, FormStack, useProblemText } from '../../ui/index.ts';

/** Records a person kept by `unit`, or corrects `person`. */
export function PersonForm({ unit, person, onClose, onMade }: { readonly unit: OrganisationOut; readonly person?: PersonOut; readonly onClose: () => void; readonly onMade?: (id: string) => void }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [key] = useState(newKey);
  const [name, setName] = useState(person?.name ?? '');
  const [staffNumber, setNumber] = useState(person?.staffNumber ?? '');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = useApiMutation({
    run: () => person
      ? api.patch<{ id: string }>(`/people/${person.id}`, { body: { name, staffNumber }, version: person.version })
      : api.post<{ id: string }>('/people', { body: { orgId: unit.id, name, staffNumber }, idempotencyKey: key }),
    invalidates: ['/people'],
    onDone: ({ id }) => {
      showDone(t('organisations.person.saved', { name }));
      onClose();
      if (!person) onMade?.(id);
    },
    onProblem: (met) => {
      setProblem(met);
      return true;
    },
  });
  return (
    <Modal open title={person ? t('organisations.person.edit') : t('organisations.person.add')} okText={t('organisations.save')} confirmLoading={save.isPending} onCancel={onClose} onOk={() => save.mutate()} okButtonProps={{ disabled: name.trim() === '' }}>
      <FormStack>
        <Field label={t('organisations.person.name')}><Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} /></Field>
        <Field label={t('organisations.person.number')} note={t('organisations.person.number.note')}><Input value={staffNumber} maxLength={40} onChange={(e) => setNumber(e.target.value)} /></Field>
        {problem ? <p className="late s13" role="alert">{words(problem)}</p> : null}
      </FormStack>
    </Modal>
  );
}
