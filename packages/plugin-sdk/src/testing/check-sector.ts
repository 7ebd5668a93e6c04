import { canonicalJson } from '@shuping/kernel';
import type { ReportText } from '@shuping/report-checks';
import { parseSector } from '../define-sector.ts';
import type { SectorManifest } from '../manifest.schema.ts';
import { checkFindings, type Stopwatch } from './checks.ts';
import { finding, type Finding } from './findings.ts';
import { permissionFindings } from './permissions.ts';
import { SAMPLE_REPORTS } from './sample-report.ts';
import { contentFindings, figureFindings, idFindings, leanFindings, lockFindings, publishFindings } from './scheme.ts';
import { sourceFindings } from './sources.ts';
import { textFindings } from './texts.ts';

/** What a plugin is examined with beside itself. */
export type SectorEvidence = {
  /** its source files by name */
  readonly files?: Readonly<Record<string, string>>;
  /** further reports to run its checks on, such as ones that they object to */
  readonly reports?: readonly ReportText[];
  /** clock in milliseconds */
  readonly now?: Stopwatch;
};

/** The aspects under which a plugin is examined, each a pure function; `describeSector` gives each a test of its own. */
export const ASPECTS = {
  manifest: (plugin) => manifestFindings(plugin),
  identifiers: idFindings,
  texts: textFindings,
  content: contentFindings,
  publishing: publishFindings,
  locks: lockFindings,
  lean: leanFindings,
  figures: figureFindings,
  permissions: permissionFindings,
  checks: (plugin, evidence) => checkFindings(plugin, [...SAMPLE_REPORTS, ...(evidence.reports ?? [])], evidence.now ?? (() => 0)),
  sources: (_plugin, evidence) => sourceFindings(evidence.files ?? {}),
} as const satisfies Record<string, (plugin: SectorManifest, evidence: SectorEvidence) => Finding[]>;
export type Aspect = keyof typeof ASPECTS;

/** Everything wrong with a plugin, by aspect. A manifest that the schema refuses is reported alone, since nothing else could be read. */
export function checkSector(plugin: SectorManifest, evidence: SectorEvidence = {}): Finding[] {
  const invalid = manifestFindings(plugin);
  if (invalid.length > 0) return invalid;
  return (Object.keys(ASPECTS) as Aspect[]).flatMap((aspect) => ASPECTS[aspect](plugin, evidence));
}

/** Schema, and that loading twice gives the same bytes: manifest.invalid, manifest.nondeterministic. */
function manifestFindings(plugin: SectorManifest): Finding[] {
  const [first, second] = [parseSector(plain(plugin)), parseSector(plain(plugin))];
  if (!first.ok) return (first.error.issues ?? []).map((issue) => finding('manifest.invalid', issue.at ?? '', { code: issue.code }));
  if (!second.ok || first.value.hash !== second.value.hash || canonicalJson(first.value.scheme) !== canonicalJson(second.value.scheme)) return [finding('manifest.nondeterministic', 'scheme')];
  return [];
}

/** A copy without the hash, read anew from the plugin. */
function plain(plugin: SectorManifest): Omit<SectorManifest, 'hash'> {
  const { hash: _, ...manifest } = plugin as SectorManifest & { hash?: string };
  return manifest;
}
