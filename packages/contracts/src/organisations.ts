import { z } from 'zod';
import { DayText, Id, May, OrgPathText, pageOf, PageQuery } from './common.ts';

export const OrganisationKind = z.enum(['committee', 'leading_group', 'work_committee', 'general_branch', 'branch', 'joint_branch', 'functional']);
const Name = z.string().trim().min(1).max(120);
const ShortName = z.string().trim().min(1).max(40);
const SectorId = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/).or(z.literal(''));

export const OrganisationOut = z.object({
  id: Id, code: z.string(), name: z.string(), shortName: z.string(), kind: OrganisationKind, sector: z.string(), path: OrgPathText, parentId: Id.nullable(),
  opensOn: DayText, closedOn: DayText.nullable(), version: z.number().int(), may: May,
}).meta({ id: 'Organisation' });
export type OrganisationOut = z.infer<typeof OrganisationOut>;
export const OrganisationsPage = pageOf(OrganisationOut).meta({ id: 'OrganisationsPage' });

/** List of organisations below `under` (itself included), or directly below `parent`; `top` the uppermost ones that the asker reaches; `q` is part of a name, pinyin or initials, or the beginning of a code; `open` leaves out those that have ended. */
export const OrganisationsQuery = z.strictObject({ ...PageQuery.shape, under: Id.optional(), parent: Id.optional(), top: z.literal('1').optional(), open: z.literal('1').optional(), q: z.string().max(60).optional(), sector: SectorId.optional() });

export const OrganisationIn = z.strictObject({ parentId: Id, name: Name, shortName: ShortName, kind: OrganisationKind, sector: SectorId, opensOn: DayText }).meta({ id: 'OrganisationIn' });
export const OrganisationPatch = z.strictObject({ name: Name.optional(), shortName: ShortName.optional(), kind: OrganisationKind.optional(), position: z.number().int().min(0).max(100_000).optional() }).meta({ id: 'OrganisationPatch' });

export const EdgeOut = z.object({ id: Id, orgId: Id, superiorId: Id, superiorName: z.string(), line: z.enum(['leading', 'guiding', 'joint']), from: DayText, to: DayText.nullable() }).meta({ id: 'OrganisationEdge' });
export const EdgesOut = z.object({ items: z.array(EdgeOut) }).meta({ id: 'OrganisationEdges' });
export const EdgeParam = z.strictObject({ id: Id, edgeId: Id });
/** Last day of a guiding or joint line. */
export const EdgeEndIn = z.strictObject({ to: DayText }).meta({ id: 'OrganisationEdgeEndIn' });
export const EdgeIn = z.strictObject({ superiorId: Id, line: z.enum(['guiding', 'joint']), from: DayText }).meta({ id: 'OrganisationEdgeIn' });

/** Sector plugins as an organisation sees them. */
export const SectorOut = z.object({ id: z.string(), title: z.unknown(), version: z.string(), enabled: z.boolean(), enabledAt: z.object({ orgId: Id, orgName: z.string() }).nullable(), may: May }).meta({ id: 'Sector' });
export const SectorsOut = z.object({ items: z.array(SectorOut) }).meta({ id: 'Sectors' });
export const PluginsOut = z.object({ items: z.array(z.object({ id: z.string(), title: z.unknown(), version: z.string(), hash: z.string(), roles: z.number().int(), questions: z.number().int(), enabledAt: z.number().int() })) }).meta({ id: 'Plugins' });
export const SectorIn = z.strictObject({ sector: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/) }).meta({ id: 'SectorIn' });
export const SectorParam = z.strictObject({ id: Id, sector: z.string().max(40) });
export const SectorsQuery = z.strictObject({ orgId: Id });

/** A post as it is held; `may.end`: enter or change its last day. */
export const AppointmentOut = z.object({ id: Id, orgId: Id, orgName: z.string(), post: z.string(), from: DayText, to: DayText.nullable(), version: z.number().int(), may: May }).meta({ id: 'Appointment' });
export type AppointmentOut = z.infer<typeof AppointmentOut>;
export const PersonOut = z.object({ id: Id, name: z.string(), staffNumber: z.string(), path: OrgPathText, version: z.number().int(), posts: z.array(AppointmentOut), may: May }).meta({ id: 'Person' });
export type PersonOut = z.infer<typeof PersonOut>;
export const PeoplePage = pageOf(PersonOut).meta({ id: 'PeoplePage' });

/** People kept by the organisation `orgId` or holding a post there; `q` is part of a name, pinyin, initials or the beginning of a staff number. */
export const PeopleQuery = z.strictObject({ ...PageQuery.shape, q: z.string().max(60).optional(), orgId: Id.optional() });
const PersonName = z.string().trim().min(1).max(60);
const StaffNumber = z.string().trim().max(40);
export const PersonIn = z.strictObject({ orgId: Id, name: PersonName, staffNumber: StaffNumber.default('') }).meta({ id: 'PersonIn' });
export const PersonPatch = z.strictObject({ name: PersonName.optional(), staffNumber: StaffNumber.optional() }).meta({ id: 'PersonPatch' });
export const AppointmentIn = z.strictObject({ personId: Id, orgId: Id, post: z.string().trim().min(1).max(40), from: DayText, to: DayText.nullable().default(null) }).meta({ id: 'AppointmentIn' });
export const AppointmentEnd = z.strictObject({ to: DayText.nullable() }).meta({ id: 'AppointmentEnd' });
export const IdOut = z.object({ id: Id }).meta({ id: 'IdOut' });
