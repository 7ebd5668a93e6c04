import { AssesseeRecord, CycleRecord, ReminderRecord, StageEntryRecord } from './modules/cycles/cycle.entity.ts';
import { ElectorRecord } from './modules/meetings/elector.entity.ts';
import { AgendaItemRecord, LeaderCommentRecord, MeetingRecord, TallyRecord } from './modules/meetings/meeting.entity.ts';
import { NamedBallotRecord, NamedVoterRecord } from './modules/meetings/named.entity.ts';
import { RehearsalRecord } from './modules/meetings/rehearsal.entity.ts';
import { OrganisationEdgeRecord, OrganisationRecord, SectorEnablementRecord } from './modules/organisations/organisation.entity.ts';
import { ProgrammeHostRecord, ProgrammeRecord, ProgrammeReminderRecord } from './modules/programmes/programme.entity.ts';
import { PaperBatchRecord } from './modules/paper/paper.entity.ts';
import { OrgImportPartRecord, OrgImportRecord, SheetColumnsRecord } from './modules/org-imports/org-import.entity.ts';
import { OrganisationChangeRecord, ReorganisationRecord } from './modules/organisations/reorganise/reorganisation.entity.ts';
import { AppointmentRecord, PersonRecord } from './modules/people/person.entity.ts';
import { PlainHttpWordRecord } from './modules/ballots/http-allowance.entity.ts';
import { CommitmentRecord, ProblemEntryRecord, ProblemRecord, SpotDrawRecord } from './modules/rectification/problem.entity.ts';
import { ReportCommentRecord, ReportPrintRecord, ReportRecord, ReportVersionRecord, VettingActRecord } from './modules/reports/report.entity.ts';
import { ReportProposalRecord, VettingDeputyRecord } from './modules/reports/vetting.entity.ts';
import { ActionItemRecord, LetterRecord, ObjectionRecord, OpinionRecord, ResultRecord } from './modules/results/result.entity.ts';
import { ToleranceRecord } from './modules/results/tolerance/tolerance.entity.ts';
import { RosterRecord } from './modules/rosters/roster.entity.ts';
import { EventRecordRecord, OfficerScoreRecord } from './modules/routine/routine.entity.ts';
import { EffectiveSchemeRecord, SchemeLayerRecord } from './modules/schemes/scheme.entity.ts';
import { PLATFORM_ENTITIES } from './platform/platform-entities.ts';
import { DemoClockRecord, InstallationRecord } from './platform/persistence/installation.entity.ts';

const MODULE_ENTITIES = [
  OrganisationRecord, OrganisationEdgeRecord, SectorEnablementRecord, OrganisationChangeRecord, ReorganisationRecord,
  PersonRecord, AppointmentRecord, RosterRecord, OrgImportRecord, OrgImportPartRecord, SheetColumnsRecord,
  SchemeLayerRecord, EffectiveSchemeRecord,
  ProgrammeRecord, ProgrammeHostRecord, ProgrammeReminderRecord,
  CycleRecord, AssesseeRecord, StageEntryRecord, ReminderRecord,
  OfficerScoreRecord, EventRecordRecord,
  ReportRecord, ReportVersionRecord, VettingActRecord, ReportCommentRecord, ReportPrintRecord, ReportProposalRecord, VettingDeputyRecord,
  ResultRecord, OpinionRecord, ObjectionRecord, LetterRecord, ActionItemRecord, ToleranceRecord,
  MeetingRecord, AgendaItemRecord, LeaderCommentRecord, TallyRecord, RehearsalRecord, NamedVoterRecord, NamedBallotRecord, ElectorRecord, PlainHttpWordRecord, PaperBatchRecord,
  ProblemRecord, ProblemEntryRecord, CommitmentRecord, SpotDrawRecord,
];

/** Every entity of the server, in one place; a module adds its own here. Entity files import neither Nest nor decorators. */
export const ENTITIES = [...MODULE_ENTITIES, ...PLATFORM_ENTITIES, InstallationRecord, DemoClockRecord];
