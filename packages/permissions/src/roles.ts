import { z } from 'zod';
import { ACTIONS, SUBJECTS, type Action, type Subject } from './catalogue.ts';

/** Which rows a cell reaches: `scope` rows under the granted path and sectors, `mine` rows about the person, `published` rows released to a circle the person is in. */
export const WHENS = ['scope', 'mine', 'published'] as const;
export type When = (typeof WHENS)[number];

/** One cell of a role as data. `manage` and `all` are accepted and expanded, so that a greedy plugin is clipped and not trusted. */
export const RoleCellSchema = z.strictObject({
  action: z.union([z.enum([...ACTIONS, 'manage']), z.array(z.enum(ACTIONS)).min(1)]),
  subject: z.union([z.enum([...SUBJECTS, 'all']), z.array(z.enum(SUBJECTS)).min(1)]),
  when: z.enum(WHENS).optional(),
  fields: z.array(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/)).min(1).optional(),
});

export const RoleDefinitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** id of the sector plugin that supplies the role, which is the sector it is clipped to; absent = core */
  plugin: z.string().regex(/^[a-z][a-z0-9]*$/).optional(),
  cells: z.array(RoleCellSchema),
  /** column that must equal the part after `:` of the granted role, by subject (`vetter:deputy_head`) */
  qualifier: z.partialRecord(z.enum(SUBJECTS), z.string()).optional(),
});

export type RoleCell = {
  readonly action: Action | 'manage' | readonly Action[];
  readonly subject: Subject | 'all' | readonly Subject[];
  readonly when?: When | undefined;
  readonly fields?: readonly string[] | undefined;
};

export type RoleDefinition = {
  readonly id: string;
  readonly plugin?: string | undefined;
  readonly cells: readonly RoleCell[];
  readonly qualifier?: Readonly<Partial<Record<Subject, string>>> | undefined;
};

/** Subjects that belong to the installation and its accounts; `all` never means these. */
export const PLATFORM_SUBJECTS: readonly Subject[] = ['Account', 'RoleGrant', 'Job', 'File', 'Audit', 'Plugin', 'Demo', 'Installation'];

/** Actions of a cell, `manage` spelled out. */
export function actionsOf(cell: RoleCell): readonly Action[] {
  if (cell.action === 'manage') return ACTIONS.filter((action) => action !== 'administer');
  return typeof cell.action === 'string' ? [cell.action] : cell.action;
}

/** Subjects of a cell, `all` spelled out. */
export function subjectsOf(cell: RoleCell): readonly Subject[] {
  if (cell.subject === 'all') return SUBJECTS.filter((subject) => !PLATFORM_SUBJECTS.includes(subject));
  return typeof cell.subject === 'string' ? [cell.subject] : cell.subject;
}
