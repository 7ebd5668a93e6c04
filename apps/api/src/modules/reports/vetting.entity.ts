import { defineEntity, p } from '@mikro-orm/core';
import { orgPath, sector, version } from '../../platform/persistence/columns.ts';
import { scoped, scopedOrMine } from '../../platform/persistence/policies.ts';

const ReportProposalSchema = defineEntity({
  name: 'ReportProposal',
  tableName: 'report_proposal',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    sector: sector(),
    reportId: p.uuid(),
    personId: p.uuid(),
    sectionId: p.string().length(64),
    /** where the passage stands in the section's text now (UTF-16); -1 once it was changed otherwise */
    start: p.integer(),
    end: p.integer(),
    oldText: p.text(),
    newText: p.text(),
    reason: p.text().default(''),
    /** draft on which it was made, and the draft into which it was written */
    versionNumber: p.integer(),
    acceptedIn: p.integer().nullable(),
    stepIndex: p.integer(),
    state: p.string().length(10).$type<'open' | 'accepted' | 'refused' | 'withdrawn'>().default('open'),
    authorId: p.uuid().nullable(),
    authorName: p.string().length(60),
    at: p.datetime(),
    /** why the author of the report refused */
    answer: p.text().default(''),
    answeredAt: p.datetime().nullable(),
    version: version(),
  },
  indexes: [{ name: 'report_proposal_report', properties: ['reportId', 'state'] }],
  // the author of the report answers, and moves proposals by writing on
  ...scopedOrMine({ personColumn: 'person_id', mineWritable: true }),
});

/** 修改建议: new words that a vetting step proposes for a passage; the author of the report takes or refuses them. */
export class ReportProposalRecord extends ReportProposalSchema.class {}
ReportProposalSchema.setClass(ReportProposalRecord);

const VettingDeputySchema = defineEntity({
  name: 'VettingDeputy',
  tableName: 'vetting_deputy',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    cycleId: p.uuid(),
    sector: sector(),
    stepId: p.string().length(64),
    role: p.string().length(80).nullable(),
    personId: p.uuid().nullable(),
    personName: p.string().length(60).default(''),
    version: version(),
  },
  uniques: [{ name: 'vetting_deputy_once', properties: ['hostId', 'cycleId', 'sector', 'stepId'] }],
  ...scoped(),
});

/** Who stands in when a step of a cycle's chain is late (R-E5). */
export class VettingDeputyRecord extends VettingDeputySchema.class {}
VettingDeputySchema.setClass(VettingDeputyRecord);
