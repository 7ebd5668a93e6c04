import { z } from 'zod';
import { DayText, Id, Instant, May, OrgPathText, pageOf, PageQuery } from './common.ts';

const Login = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{2,59}$/);
const Password = z.string().min(1).max(200);
const RoleId = z.string().regex(/^[a-z][a-z0-9_]*(:[a-z0-9_.-]{1,60})?$/).max(100);
const SectorList = z.union([z.literal('*'), z.array(z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/)).min(1).max(20)]);

export const AccountOut = z.object({
  id: Id, login: z.string(), name: z.string(), path: OrgPathText, orgName: z.string(), personId: Id.nullable(), disabled: z.boolean(), mustChangePassword: z.boolean(), secondFactor: z.enum(['off', 'on', 'reset-asked']),
  createdAt: Instant, version: z.number().int(), may: May,
}).meta({ id: 'Account' });
export type AccountOut = z.infer<typeof AccountOut>;
export const AccountsPage = pageOf(AccountOut).meta({ id: 'AccountsPage' });
export const AccountsQuery = z.strictObject({ ...PageQuery.shape, q: z.string().max(60).optional(), orgId: Id.optional() });

/** `password` is a first one: it must be changed at the first sign-in. */
export const AccountIn = z.strictObject({ orgId: Id, login: Login, name: z.string().trim().min(1).max(60), personId: Id.nullable().default(null), password: Password }).meta({ id: 'AccountIn' });
export const AccountPatch = z.strictObject({ name: z.string().trim().min(1).max(60) }).meta({ id: 'AccountPatch' });
/** `done` is false after the first of the two administrators. */
export const SecondFactorReset = z.object({ done: z.boolean() }).meta({ id: 'SecondFactorReset' });
export const AccountReset = z.strictObject({ password: Password }).meta({ id: 'AccountReset' });

export const GrantOut = z.object({
  id: Id, accountId: Id, login: z.string(), name: z.string(), role: z.string(), plugin: z.string(), path: OrgPathText, orgName: z.string(), sectors: SectorList,
  from: DayText.nullable(), to: DayText.nullable(), may: May,
}).meta({ id: 'RoleGrant' });
export type GrantOut = z.infer<typeof GrantOut>;
export const GrantsPage = pageOf(GrantOut).meta({ id: 'GrantsPage' });
export const GrantsQuery = z.strictObject({ ...PageQuery.shape, accountId: Id.optional() });
export const GrantIn = z.strictObject({
  accountId: Id, role: RoleId, plugin: z.string().max(40).default(''), orgId: Id, sectors: SectorList.default('*'), from: DayText.nullable().default(null), to: DayText.nullable().default(null),
}).meta({ id: 'GrantIn' });

/** Roles that can be given on an organisation; `qualifiers` are the parts after `:` where the role asks for one. */
export const RoleOut = z.object({ id: z.string(), plugin: z.string(), qualifiers: z.array(z.object({ id: z.string(), title: z.unknown() })).nullable() }).meta({ id: 'Role' });
export const RolesOut = z.object({ items: z.array(RoleOut) }).meta({ id: 'Roles' });
export const RolesQuery = z.strictObject({ orgId: Id });
