export * from './manifest.schema.ts';
export * from './define-sector.ts';
export * from './load-plugins.ts';
export * from './publishing.ts';
export * from './lean-base.ts';
// what a plugin needs of the core, so that it depends on this package alone
export { hashOf, type Catalogue, type Locale, type TextRef } from '@shuping/kernel';
export type { RoleCell, RoleDefinition } from '@shuping/permissions';
export { sentences, wordCount, type CheckContext, type CheckParams, type Finding, type PluginCheck, type ReportText } from '@shuping/report-checks';
export { K_ANONYMITY, SCHEME_FORMAT, valueAt, type Constraint, type Layer, type Note, type Scheme, type ScoreInputs, type ScoreNode, type WorkedExample } from '@shuping/scheme';
// pieces that every sector needs and none should write again
export * from './parts/index.ts';
