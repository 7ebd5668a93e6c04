import { Constraint, Edit, Scheme, Text } from '@shuping/scheme';
import { z } from 'zod';
import { Id, Instant, May } from './common.ts';

const Year = z.coerce.number().int().min(2000).max(2100);
const SectorName = z.string().regex(/^[a-z][a-z0-9]{1,23}$/);
const Params = z.record(z.string(), z.union([z.string(), z.number()]));

export const LayerState = z.enum(['draft', 'published', 'superseded']);
export type LayerState = z.infer<typeof LayerState>;

/** One layer of a line as the editor shows it: the plugin's default (`orgId` null) or an organisation's published layer. `newer` is true when its owner has published a newer one since. */
export const ChainItem = z.object({
  id: z.string(), kind: z.enum(['plugin', 'layer', 'programme']), orgId: Id.nullable(), owner: Text, tag: Text, number: z.int(), edits: z.int(), constraints: z.int(), newer: z.boolean(),
}).meta({ id: 'SchemeChainItem' });
export type ChainItem = z.infer<typeof ChainItem>;

/** What is wrong with a scheme: `layer` has to mend it. Codes are `layer.*` (broken locks, edits that do not apply) and `scheme.*` (refused at publishing). */
export const SchemeIssue = z.object({ code: z.string(), path: z.string(), layer: z.string(), params: Params.optional() }).meta({ id: 'SchemeIssue' });
export type SchemeIssue = z.infer<typeof SchemeIssue>;

export const SchemeLint = z.object({ code: z.string(), path: z.string(), kind: z.string(), words: z.string() }).meta({ id: 'SchemeLint' });

const Load = z.object({ fields: z.number(), files: z.number(), minutes: z.number() });
export const BurdenOut = z.object({ total: Load, roles: z.record(z.string(), Load) }).meta({ id: 'SchemeBurden' });

/** Constraint that lower layers may not break, and whose it is. */
export const LockOut = z.object({ constraint: Constraint, owner: z.string(), tag: Text }).meta({ id: 'SchemeLock' });

const OriginOut = z.object({ layer: z.string(), replaced: z.array(z.object({ layer: z.string(), value: z.unknown() })) });

/** What the rules say about one resolved line: the scheme (null when the result is none), where values come from, what is broken, what blocks publishing, locks from above, and the burden now and a year before. */
export const SchemeReview = z.object({
  scheme: Scheme.nullable(),
  hash: z.string().nullable(),
  provenance: z.record(z.string(), OriginOut),
  violations: z.array(SchemeIssue),
  problems: z.array(SchemeIssue),
  locks: z.array(LockOut),
  lint: z.array(SchemeLint),
  burden: BurdenOut.nullable(),
  burdenBefore: BurdenOut.nullable(),
  examples: z.object({ total: z.int(), passed: z.int() }),
}).meta({ id: 'SchemeReview' });
export type SchemeReview = z.infer<typeof SchemeReview>;

export const LayerSummary = z.object({
  id: Id, orgId: Id, sector: z.string(), year: z.int(), number: z.int(), state: LayerState, tag: z.string(), edits: z.int(), constraints: z.int(), lean: z.boolean(), publishedAt: Instant.nullable(), note: z.string(), version: z.int(), may: May,
}).meta({ id: 'SchemeLayerSummary' });
export type LayerSummary = z.infer<typeof LayerSummary>;

/** A layer with everything an editor needs to resolve it itself: the plugin's default and the layers above. */
export const LayerOut = z.object({
  ...LayerSummary.shape,
  owner: Text,
  changes: z.array(Edit),
  locks: z.array(Constraint),
  upstream: z.array(z.string()),
  /** true for a draft below which the layers above have moved: it has to take over what changed before it can be published */
  rebase: z.boolean(),
  chain: z.array(ChainItem),
  base: z.object({ id: z.string(), scheme: Scheme, constraints: z.array(Constraint), tag: Text }),
  upper: z.array(z.object({ format: z.literal('shuping-layer@1'), id: z.string(), owner: Text, tag: Text, base: z.literal('lean').optional(), edits: z.array(Edit), constraints: z.array(Constraint) })),
  published: Id.nullable(),
}).meta({ id: 'SchemeLayerFull' });
export type LayerOut = z.infer<typeof LayerOut>;

export const SchemesQuery = z.strictObject({ orgId: Id, year: Year });
export const SectorSchemes = z.object({
  sector: z.string(), title: Text, scheme: Text, pluginVersion: z.string(), chain: z.array(ChainItem), layers: z.array(LayerSummary), lastYear: z.boolean(), issues: z.int(), may: May,
}).meta({ id: 'SectorSchemes' });
export const SchemesOut = z.object({ orgId: Id, orgName: z.string(), year: z.int(), items: z.array(SectorSchemes) }).meta({ id: 'Schemes' });
export type SchemesOut = z.infer<typeof SchemesOut>;

export const ResolvedParams = z.strictObject({ orgId: Id, sector: SectorName, year: Year });
export const ResolvedOut = z.object({ orgId: Id, orgName: z.string(), sector: z.string(), year: z.int(), chain: z.array(ChainItem), ...SchemeReview.shape }).meta({ id: 'ResolvedScheme' });
export type ResolvedOut = z.infer<typeof ResolvedOut>;

/** A new draft: empty, or with the edits and locks of the own layer of the year before, or of the published one of the year; `own` begins a scheme of its own on the sector's lean base, where no layer stands above. `tag` is the short word shown beside its values. */
export const LayerIn = z.strictObject({ orgId: Id, sector: SectorName, year: z.int().min(2000).max(2100), from: z.enum(['empty', 'last_year', 'published', 'own']), tag: z.string().trim().min(1).max(4).optional() }).meta({ id: 'SchemeLayerIn' });
export type LayerIn = z.infer<typeof LayerIn>;

/** A layer file (`shuping-layer@1`) as text, to be a draft of an organisation's own layer. */
export const LayerImportIn = z.strictObject({ orgId: Id, sector: SectorName, year: z.int().min(2000).max(2100), text: z.string().min(1).max(1_500_000) }).meta({ id: 'SchemeLayerImportIn' });
export type LayerImportIn = z.infer<typeof LayerImportIn>;

export const LayerDraft = z.strictObject({ changes: z.array(Edit).max(2000), locks: z.array(Constraint).max(500) }).meta({ id: 'SchemeLayerDraft' });
export const LayerPut = z.strictObject({ ...LayerDraft.shape, tag: z.string().trim().min(1).max(4).optional(), note: z.string().max(2000).optional() }).meta({ id: 'SchemeLayerPut' });
export type LayerPut = z.infer<typeof LayerPut>;

export const CompareQuery = z.strictObject({ with: Id });
export const CompareOut = z.object({
  before: LayerSummary, after: LayerSummary,
  changes: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed', 'reordered']), path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  burdenBefore: BurdenOut.nullable(), burdenAfter: BurdenOut.nullable(),
}).meta({ id: 'SchemeCompare' });
export type CompareOut = z.infer<typeof CompareOut>;

export const HashParam = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
export const EffectiveOut = z.object({
  hash: z.string(), sector: z.string(), engine: z.string(), scheme: Scheme, provenance: z.record(z.string(), OriginOut), layers: z.array(z.object({ id: z.string(), owner: Text, tag: Text })),
}).meta({ id: 'EffectiveScheme' });

export const SchemeDocumentQuery = z.strictObject({ lang: z.enum(['zh-CN', 'en']).default('zh-CN') });
export const LangParam = z.strictObject({ lang: z.enum(['zh-CN', 'en']) });
export const WordsOut = z.record(z.string(), z.string()).meta({ id: 'Words' });

/** One difference of a three-way comparison: `who` changed it; a conflict was changed by both, differently. Undefined values are null. */
export const UpgradeChangeOut = z.object({ path: z.string(), who: z.enum(['upstream', 'own', 'both', 'conflict']), base: z.unknown(), own: z.unknown(), upstream: z.unknown() }).meta({ id: 'SchemeUpgradeChange' });
export type UpgradeChangeOut = z.infer<typeof UpgradeChangeOut>;

const Titled = z.object({ id: z.string(), title: Text });
/** What a newer version does to the reports of the cycles that would take it over: how many gain or lose a section, how many have to answer something more; `kept` answers stay readable although their section is gone. */
export const UpgradeEffectOut = z.object({
  reports: z.int(), gain: z.int(), gained: z.array(Titled), lose: z.int(), lost: z.array(Titled), mustAnswer: z.int(), kept: z.int(), rescore: z.boolean(),
}).meta({ id: 'SchemeUpgradeEffect' });
export type UpgradeEffectOut = z.infer<typeof UpgradeEffectOut>;

const Choices = z.record(z.string().max(300), z.enum(['theirs', 'mine']));
export const RebasePreviewIn = z.strictObject({ choices: Choices }).meta({ id: 'SchemeRebasePreviewIn' });
/** `upstream` is what the reader was shown; where it has moved again, nothing is taken over. Every conflict needs a choice. */
export const RebaseIn = z.strictObject({ choices: Choices, upstream: z.array(z.string().max(120)).max(50) }).meta({ id: 'SchemeRebaseIn' });
export type RebaseIn = z.infer<typeof RebaseIn>;

/** A draft against the newer upstream: the lines before and now, every difference with who made it, and the effect of the choices in counts. `scheme` is the draft's result as it stood, by which places are named. */
export const RebaseOut = z.object({
  open: z.boolean(), pluginChanged: z.boolean(), upstream: z.array(z.string()), from: z.array(ChainItem), to: z.array(ChainItem), changes: z.array(UpgradeChangeOut), scheme: z.unknown(), effect: UpgradeEffectOut.nullable(),
}).meta({ id: 'SchemeRebase' });
export type RebaseOut = z.infer<typeof RebaseOut>;
