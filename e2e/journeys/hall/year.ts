import { advance, type Cycle, type Stage } from '@shuping/year';
import { published } from '../published.ts';

type Proposal = { proposed: { orgId: string; personId: string; appointmentId: string }[]; missing: { orgId: string; personId: string | null; code: string }[] };

/** A cycle in which so many people are assessed, gone as far as a meeting needs it; nobody writes a report. */
export async function shortYear(stage: Stage, heard: number): Promise<Cycle> {
  await published(stage);
  const officer = await stage.officer;
  const host = await stage.organisation(stage.host.orgName);
  const { id } = await officer.post<{ id: string }>('/api/cycles', { hostId: host.id, year: 2026 });
  const { proposed, missing } = await officer.post<Proposal>(`/api/cycles/${id}/propose`, {}, { key: false });
  const { version } = await officer.get<{ version: number }>(`/api/cycles/${id}`);
  await officer.put(`/api/cycles/${id}/assessees`, {
    include: proposed.slice(0, heard).map(({ orgId, personId, appointmentId }) => ({ orgId, personId, appointmentId })),
    exclude: [
      ...missing.map(({ orgId, personId, code }) => ({ orgId, personId, reasonCode: code, reason: '' })),
      ...proposed.slice(heard).map(({ orgId, personId }) => ({ orgId, personId, reasonCode: 'coverage.other', reason: '本次另行安排' })),
    ],
  }, version);
  const cycle = { id, hostId: host.id, hostPath: host.path, year: 2026 };
  for (const name of ['research', 'reporting', 'vetting']) await advance(stage, cycle, name);
  return cycle;
}
