import type { Subjects } from './data.ts';

/** A list inside the answer of a path, to be made three thousand rows long. */
export type Grown = { readonly path: RegExp; readonly list: string };

/** One console page: who may see it, who may not, and how its states are reached. */
export type PictureOf = {
  readonly name: string;
  readonly path: string;
  readonly who: string;
  /** Somebody whose roles never reach this page; absent where everybody may. */
  readonly denied?: string;
  /** A real address without data; where none exists the lists below are answered empty. */
  readonly empty?: string;
  /** Another reader of the empty address. */
  readonly emptyFor?: string;
  readonly lists: readonly Grown[];
};

const OFFICER = 'zuzhiyuan';
const SECRETARY = 'zhibu01';
const UNIT_ADMIN = 'xiaozuzhi';
const HOSPITAL = 'yuanban';
const AUDITOR = 'shenji';
const ADMIN = 'admin';
const items = (path: RegExp): Grown => ({ path, list: 'items' });

/** Every page of the console that reads something. */
export function pagesOf(s: Subjects): readonly PictureOf[] {
  const of = (path: string, cycle: string): string => `${path}${path.includes('?') ? '&' : '?'}cycle=${cycle}`;
  return [
    { name: 'home', path: '/home', who: OFFICER, empty: '/home', emptyFor: AUDITOR, lists: [items(/\/todos$/), { path: /\/todos$/, list: 'waitingForOthers' }] },
    { name: 'cycles', path: '/cycles', who: OFFICER, denied: AUDITOR, empty: '/cycles?stage=publicity', lists: [items(/\/cycles\?/)] },
    { name: 'cycle', path: `/cycles/${s.running}`, who: OFFICER, denied: AUDITOR, empty: `/cycles/${s.fresh}`, lists: [items(/\/assessees\?/), { path: /\/cycles\/[^/]+$/, list: 'coverage.missing' }] },
    { name: 'assessees', path: `/cycles/${s.fresh}/assessees`, who: OFFICER, denied: AUDITOR, lists: [{ path: /\/propose$/, list: 'proposed' }, { path: /\/propose$/, list: 'missing' }] },
    { name: 'scores-entry', path: of('/surveys', s.running), who: OFFICER, denied: AUDITOR, empty: of('/surveys', s.fresh), lists: [{ path: /\/scores$/, list: 'rows' }] },
    { name: 'input-pack', path: `/assessees/${s.underWay}/input-pack`, who: OFFICER, denied: AUDITOR, lists: [{ path: /\/input-pack$/, list: 'problems' }, { path: /\/input-pack$/, list: 'commitments' }] },
    { name: 'reports', path: of('/reports', s.running), who: OFFICER, denied: AUDITOR, empty: of('/reports', s.fresh), lists: [items(/\/reports\?/)] },
    { name: 'report', path: `/reports/${s.draftReport}`, who: SECRETARY, denied: AUDITOR, lists: [{ path: /\/checks/, list: 'findings' }, items(/\/comments/)] },
    { name: 'report-read', path: `/reports/${s.acceptedReport}`, who: OFFICER, denied: AUDITOR, lists: [] },
    { name: 'vetting', path: of('/vetting', s.running), who: OFFICER, denied: AUDITOR, empty: of('/vetting', s.fresh), lists: [items(/\/vetting/), items(/\/reports\?/)] },
    { name: 'vetting-one', path: `/vetting/${s.vettedReport}`, who: OFFICER, denied: AUDITOR, lists: [{ path: /\/comments/, list: 'items' }, { path: /\/checks/, list: 'findings' }] },
    { name: 'meetings', path: of('/meetings', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/meetings', s.fresh), lists: [items(/\/meetings\?/)] },
    { name: 'meeting-plan', path: `/meetings/${s.sealedMeeting}`, who: OFFICER, denied: AUDITOR, lists: [{ path: /\/meetings\/[^/]+$/, list: 'agenda' }] },
    { name: 'slips', path: `/meetings/${s.votingMeeting}/slips`, who: HOSPITAL, denied: AUDITOR, empty: of('/tickets', s.fresh), emptyFor: OFFICER, lists: [{ path: /\/meetings\/[^/]+$/, list: 'groups' }] },
    { name: 'cockpit', path: `/meetings/${s.votingMeeting}/cockpit`, who: HOSPITAL, denied: AUDITOR, empty: of('/cockpit', s.fresh), emptyFor: OFFICER, lists: [{ path: /\/meetings\/[^/]+/, list: 'agenda' }] },
    { name: 'paper', path: `/meetings/${s.votingMeeting}/paper`, who: HOSPITAL, denied: AUDITOR, lists: [{ path: /\/paper$/, list: 'batches' }] },
    { name: 'screen', path: `/screen/${s.votingMeeting}`, who: HOSPITAL, denied: AUDITOR, lists: [] },
    { name: 'scoring', path: of('/scoring', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/scoring', s.fresh), lists: [items(/\/assessees\?/), { path: /\/board$/, list: 'pools.0.members' }] },
    { name: 'score', path: `/scoring/${s.assessee}`, who: OFFICER, denied: AUDITOR, empty: `/scoring/${s.underWay}`, lists: [] },
    { name: 'grading', path: of('/grading', s.finished), who: 'shuji', denied: AUDITOR, empty: of('/grading', s.fresh), lists: [{ path: /\/board$/, list: 'pools.0.members' }] },
    { name: 'opinions', path: of('/grading/opinions', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/grading/opinions', s.fresh), lists: [items(/\/opinions/)] },
    { name: 'publicity', path: of('/publicity', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/publicity', s.fresh), lists: [items(/\/publicity$/)] },
    { name: 'objections', path: of('/publicity?tab=objections', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/publicity?tab=objections', s.fresh), lists: [items(/\/objections/)] },
    { name: 'letters', path: of('/publicity?tab=letters', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/publicity?tab=letters', s.fresh), lists: [items(/\/letters/)] },
    { name: 'ledger', path: of('/ledger', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/ledger', s.fresh), lists: [items(/\/problems\?/), { path: /\/rectification$/, list: 'units' }] },
    { name: 'ledger-rates', path: of('/ledger/rates', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/ledger/rates', s.fresh), lists: [{ path: /\/rectification$/, list: 'units' }] },
    { name: 'commitments', path: of('/ledger/commitments', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/ledger/commitments', s.fresh), lists: [items(/\/commitments/)] },
    { name: 'talks', path: of('/talks', s.finished), who: OFFICER, denied: AUDITOR, empty: of('/talks', s.fresh), lists: [items(/\/actions/), items(/\/talks/)] },
    { name: 'schemes', path: '/schemes', who: OFFICER, denied: AUDITOR, lists: [items(/\/schemes\?/), items(/\/organisations\?/)] },
    { name: 'layer', path: `/schemes/layers/${s.layer}`, who: OFFICER, denied: AUDITOR, empty: `/schemes/layers/${s.emptyLayer}`, lists: [] },
    { name: 'rules', path: '/rules', who: OFFICER, denied: AUDITOR, lists: [] },
    { name: 'effective-scheme', path: `/schemes/${s.orgId}/school/2026`, who: OFFICER, denied: AUDITOR, empty: `/schemes/${s.orgId}/hospital/2026`, lists: [] },
    { name: 'organisations', path: '/organisations', who: OFFICER, denied: AUDITOR, lists: [items(/\/organisations\?/)] },
    { name: 'people', path: `/organisations?unit=${s.orgId}&tab=people`, who: OFFICER, denied: AUDITOR, lists: [items(/\/people/), items(/\/appointments/)] },
    { name: 'organisation-list', path: '/organisations/list', who: OFFICER, denied: AUDITOR, lists: [items(/\/organisations\?/)] },
    { name: 'organisation-import', path: '/org-imports', who: UNIT_ADMIN, denied: AUDITOR, lists: [items(/\/org-imports/)] },
    { name: 'rosters', path: '/rosters', who: HOSPITAL, denied: AUDITOR, lists: [items(/\/rosters/)] },
    { name: 'accounts', path: '/admin', who: ADMIN, denied: SECRETARY, lists: [items(/\/accounts/)] },
    { name: 'grants', path: '/admin/grants', who: ADMIN, denied: SECRETARY, lists: [items(/\/grants/)] },
    { name: 'audit', path: '/admin/audit', who: AUDITOR, denied: SECRETARY, lists: [items(/\/audit/)] },
    { name: 'jobs', path: '/admin/jobs', who: ADMIN, denied: SECRETARY, lists: [items(/\/jobs/)] },
    { name: 'plugins', path: '/admin/plugins', who: ADMIN, denied: SECRETARY, lists: [items(/\/plugins/)] },
    { name: 'password', path: '/password', who: SECRETARY, lists: [] },
    { name: 'nowhere', path: '/no-such-page', who: SECRETARY, lists: [] },
  ];
}
