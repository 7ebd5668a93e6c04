import { defineEntity, p } from '@mikro-orm/core';
import type { Wiped } from '../ballots/index.ts';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped } from '../../platform/persistence/policies.ts';

export type RehearsalPhase = 'check_in' | 'voting' | 'closed' | 'wiped';

/** 清除证明: what the wipe destroyed, by whom and when. */
export type WipeCertificate = Wiped & { readonly by: string; readonly at: string; readonly titles: Readonly<Record<string, string>> };

const RehearsalSchema = defineEntity({
  name: 'Rehearsal',
  tableName: 'rehearsal',
  properties: {
    hostId: p.uuid().primary(),
    /** also the id under which the ballot side knows it; no meeting has it */
    id: p.uuid().primary(),
    orgPath: orgPath(),
    meetingId: p.uuid(),
    phase: p.string().length(20).$type<RehearsalPhase>(),
    startedAt: p.datetime(),
    startedBy: p.string().length(60),
    /** class that the code on the wall lets in; '' when only slips do */
    walkIn: p.string().length(64).default(''),
    fingerprint: p.string().length(20).default(''),
    certificate: p.json<WipeCertificate>().nullable(),
    version: version(),
  },
  indexes: [{ name: 'rehearsal_meeting', properties: ['meetingId'] }],
  ...scoped({ anySector: true }),
});

/** 演练 of a meeting: box, keys, slips and ballots of its own, of which only the certificate of their wiping stays. */
export class RehearsalRecord extends RehearsalSchema.class {}
RehearsalSchema.setClass(RehearsalRecord);
