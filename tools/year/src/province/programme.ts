import { YEARLY } from '@shuping/fixtures/layers';
import type { Actor } from '../client.ts';

export type MustAnswer = { readonly asked: number; readonly answered: number };

/** The yearly order of the province with its two must-answer questions, addressed and issued; `openBy` is the last day on which those below open their cycles. */
export async function issueProgramme(ministry: Actor, orgId: string, year: number, hostIds: readonly string[], sectors: readonly string[], openBy?: string): Promise<string> {
  const { id } = await ministry.post<{ id: string }>('/api/programmes', {
    orgId, year, title: `关于开展${year}年度党组织书记抓基层党建述职评议考核工作的通知`, number: `临组通〔${year}〕18号`, tag: '省', sectors, hostIds, calendar: { ...(openBy === undefined ? {} : { planning: { latest: openBy } }), meeting: { latest: `${year}-12-31` } },
    questions: YEARLY.map(({ title, guidance }) => ({ title: title.text.replace(/^年度必答题.：/, ''), guidance: guidance.text })),
  });
  const { version } = await ministry.get<{ version: number }>(`/api/programmes/${id}`);
  await ministry.post(`/api/programmes/${id}/issue`, {}, { version });
  return id;
}

/** How far the questions have been answered below, or below one organisation alone. */
export const mustAnswered = async (ministry: Actor, programmeId: string, under?: string): Promise<MustAnswer> => {
  const { asked, answered } = await ministry.get<MustAnswer>(`/api/programmes/${programmeId}/must-answer${under === undefined ? '' : `?under=${under}`}`);
  return { asked, answered };
};
