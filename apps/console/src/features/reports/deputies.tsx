import type { DeputiesOut, ReportOut, ReportRow } from '@shuping/contracts';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, useApiQuery, type Page as ApiPage } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DayText, MayButton, Section, useToday } from '../../ui/index.ts';
import { useRoleName } from '../../i18n/use-role-name.ts';

/** Name of a deputy: the person, or the role. */
export function useDeputyName(): (deputy: { readonly name: string; readonly role: string | null }) => string {
  const roleName = useRoleName();
  return ({ name, role }) => (role === null ? name : roleName(`vetter:${role}`, ''));
}

/** 转由副职审核: one act, offered once the step is late. */
export function HandoverBar({ report }: { readonly report: ReportOut }) {
  const { t } = useTranslation();
  const nameOf = useDeputyName();
  const today = useToday();
  const step = report.steps.find((one) => one.state === 'now');
  const act = useApiMutation({ run: () => api.post<ReportOut>(`/reports/${report.id}/handover`, { body: {}, version: report.version }), invalidates: ['/reports', '/todos'], onDone: () => showDone(t('vetting.deputy.done')) });
  if (!step?.deputy) return null;
  if (step.deputy.since) return <div className="banner">{t('vetting.deputy.has', { name: nameOf(step.deputy) })} <DayText day={step.deputy.since} /></div>;
  if (report.may['handover'] === undefined) return null;
  const late = step.due !== null && step.due < today;
  return <div className={late ? 'banner amber row' : 'report-quiet row'}><span>{t(late ? 'vetting.deputy.offer' : 'vetting.deputy.may', { name: nameOf(step.deputy) })}</span><span className="sp" /><MayButton may={report.may['handover']} size="small" loading={act.isPending} onClick={() => act.mutate(undefined)}>{t('vetting.deputy.act')}</MayButton></div>;
}

/** Late steps that the asker may pass on. */
export function LateSteps({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const word = useText();
  const rows = useApiQuery<ApiPage<ReportRow>>('/reports', { query: { cycleId, waiting: 'late', limit: 200 } }).data?.items.filter((row) => row.step?.mine !== true) ?? [];
  const act = useApiMutation({ run: (row: ReportRow) => api.post(`/reports/${row.id}/handover`, { body: {}, version: row.version }), invalidates: ['/reports', '/todos'], onDone: () => showDone(t('vetting.deputy.done')) });
  if (rows.length === 0) return null;
  return (
    <Section title={t('vetting.deputy.late')} note={t('vetting.deputy.lateNote')} ruled>
      <ul className="deputy-list">
        {rows.map((row) => (
          <li key={row.id} className="row"><A href={`/vetting/${row.id}`}>{row.personName} {row.orgName}</A><span className="c2 s13">{row.step ? word(row.step.title) : ''}</span>{row.step?.due ? <DayText day={row.step.due} deadline /> : null}<span className="sp" /><MayButton may={row.may['handover']} size="small" loading={act.isPending} onClick={() => act.mutate(row)}>{t('vetting.deputy.act')}</MayButton></li>
        ))}
      </ul>
    </Section>
  );
}

/** 副职设置: who stands in for each step. */
export function DeputiesButton({ cycleId }: { readonly cycleId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const deputies = useApiQuery<DeputiesOut>(`/cycles/${cycleId}/deputies`).data;
  if (!deputies || deputies.may['edit'] !== true) return null;
  return <><Button onClick={() => setOpen(true)}>{t('vetting.deputy.set')}</Button>{open ? <DeputiesDialog cycleId={cycleId} deputies={deputies} onClose={() => setOpen(false)} /> : null}</>;
}

function DeputiesDialog({ cycleId, deputies, onClose }: { readonly cycleId: string; readonly deputies: DeputiesOut; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const word = useText();
  const roleName = useRoleName();
  const save = useApiMutation({
    run: ({ sector, stepId, version, value }: { readonly sector: string; readonly stepId: string; readonly version: number; readonly value: string }) => api.put(`/cycles/${cycleId}/deputies`, { body: { sector, stepId, role: value.startsWith('r:') ? value.slice(2) : null, personId: value.startsWith('p:') ? value.slice(2) : null }, version }),
    invalidates: [`/cycles/${cycleId}/deputies`, '/reports'], onDone: () => showDone(t('vetting.deputy.saved')),
  });
  const options = [
    { value: '', label: t('vetting.deputy.nobody') },
    { label: t('vetting.deputy.people'), options: deputies.people.map((one) => ({ value: `p:${one.personId}`, label: one.name })) },
    { label: t('vetting.deputy.roles'), options: deputies.roles.map((role) => ({ value: `r:${role}`, label: roleName(`vetter:${role}`, '') })) },
  ];
  return (
    <Modal open title={t('vetting.deputy.set')} footer={null} width={560} onCancel={onClose}>
      <p className="s13 c2">{t('vetting.deputy.setNote')}</p>
      <ul className="deputy-list">
        {deputies.steps.map((step) => (
          <li key={`${step.sector} ${step.stepId}`} className="row">
            <span>{word(step.title)} <small className="c3">{t('report.chain.days', { count: step.days })}</small></span><span className="sp" />
            <Select
              value={step.deputy === null ? '' : step.deputy.role === null ? `p:${step.deputy.personId ?? ''}` : `r:${step.deputy.role}`} options={options} aria-label={t('vetting.deputy.of', { step: word(step.title) })} showSearch optionFilterProp="label"
              loading={save.isPending} onChange={(value: string) => save.mutate({ sector: step.sector, stepId: step.stepId, version: step.version, value })}
            />
          </li>
        ))}
      </ul>
    </Modal>
  );
}
