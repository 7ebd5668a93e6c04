import { RoleDefinitionSchema, type RoleDefinition } from '@shuping/permissions';
import type { PluginCheck } from '@shuping/report-checks';
import { Constraint, Scheme, Text } from '@shuping/scheme';
import { z } from 'zod';

/** Version of the contract between core and plugins. A plugin of another version does not load. */
export const PLUGIN_API_VERSION = 1;

/** Sector id: also the id of the plugin, the prefix of its keys and checks, and what its roles are clipped to. */
export const SectorId = z.string().regex(/^[a-z][a-z0-9]{1,23}$/);

const Catalogue = z.record(z.string().min(1).max(200), z.string().min(1).max(4000));

/** A figure that the sector adds to the profile of an organisation (R-A4). */
export const ProfileField = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  title: Text,
  type: z.enum(['number', 'boolean', 'text', 'date']),
  unit: Text.optional(),
});
export type ProfileField = z.infer<typeof ProfileField>;

const Duty = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), title: Text });

const Check = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9.-]*@\d+$/),
  run: z.custom<PluginCheck['run']>((value) => typeof value === 'function', { message: 'check.run' }),
});

/** What a sector plugin hands over (R-B1): data, and checks as pure functions. */
export const SectorManifestSchema = z.strictObject({
  apiVersion: z.literal(PLUGIN_API_VERSION),
  id: SectorId,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: Text,
  catalogues: z.strictObject({ 'zh-CN': Catalogue, en: Catalogue }),
  scheme: Scheme,
  constraints: z.array(Constraint).max(500),
  roles: z.array(RoleDefinitionSchema).max(20),
  /** jobs that schemes of the sector give out by name: granted as `vetter:<duty>` and `scorer:<duty>` */
  duties: z.array(Duty).max(40),
  profileFields: z.array(ProfileField).max(60),
  checks: z.array(Check).max(20),
  /** scheme path of a figure (or of what holds several) → where the figure comes from */
  sources: z.record(z.string().min(1).max(300), z.string().min(1).max(300)),
});

export type SectorManifest = Omit<z.infer<typeof SectorManifestSchema>, 'roles' | 'checks'> & {
  readonly roles: readonly RoleDefinition[];
  readonly checks: readonly PluginCheck[];
};
