import { writeFile } from 'node:fs/promises';
import { err } from '@shuping/kernel';
import { writeScheme } from '@shuping/office';
import { bottomOf, loadPlugins, publishContext, type SectorPlugin } from '@shuping/plugin-sdk';
import { checkScheme, freeContext, originAt, readSchemeFile, resolveFiles, schemeFinding, schemeHash, type FileFinding, type NamedText, type Provenance, type PublishContext, type Scheme, type SchemeCheck } from '@shuping/scheme';
import { readInputsFile, scoreExample, scoreFile } from '@shuping/scoring';
import { Command } from 'commander';
import { SECTOR_PLUGINS } from '../plugins.ts';
import { tellFindings, textOf } from './files.ts';
import { say } from './say.ts';

type Options = { readonly json?: boolean; readonly sector?: string; readonly base?: string };

/** `shuping scheme …`: what the rules say about scheme and layer files, without server or database. Exit code 1 with coded findings. */
export function schemeCommand(): Command {
  const based = (command: Command): Command => command.option('--sector <id>', "take the sector plugin's default as the bottom").option('--base <file>', 'take a scheme file as the bottom').option('--json');
  return new Command('scheme')
    .addCommand(based(new Command('check').argument('<files...>')).action(check))
    .addCommand(based(new Command('resolve').argument('<files...>')).action(resolve))
    .addCommand(new Command('score').requiredOption('--scheme <file>').requiredOption('--inputs <file>').option('--json').action(score))
    .addCommand(new Command('docx').argument('<file>').option('--out <file>', 'where to write; beside the file when absent').option('--lang <locale>', 'zh-CN or en', 'zh-CN').action(docx));
}

/** One file's check: what was found, and of a sound reading what the gate knows beside. */
type Checked = { readonly findings: readonly FileFinding[]; readonly of?: Pick<SchemeCheck, 'hash' | 'warnings' | 'burden'> };

async function check(files: string[], options: Options): Promise<void> {
  const all: { readonly file: string; readonly checked: Checked }[] = [];
  for (const file of files) all.push({ file, checked: await checkFile(file, options) });
  const findings = all.flatMap(({ file, checked }) => checked.findings.map((found) => ({ ...found, file })));
  tellFindings(findings, options.json === true, { checked: all.flatMap(({ file, checked }) => (checked.of ? [{ file, ...checked.of }] : [])) });
  if (options.json) return;
  for (const { file, checked } of all) {
    for (const { code, path, kind, words } of checked.of?.warnings ?? []) say(code, { file, path, kind, words });
    if (checked.findings.length === 0) say('scheme.sound', { file, ...(checked.of ? { hash: checked.of.hash, minutes: checked.of.burden.total.minutes } : {}) });
  }
}

async function checkFile(file: string, options: Options): Promise<Checked> {
  const text = await textOf(file);
  if (!text.ok) return { findings: text.error };
  const read = readSchemeFile(text.value);
  if (!read.ok) return { findings: read.error };
  if (read.value.kind === 'scheme') return checked(read.value.scheme, {});
  if (options.sector === undefined && options.base === undefined) return { findings: [] };
  const folded = await fold([file], options);
  return folded.scheme && folded.findings.length === 0 ? checked(folded.scheme, folded.provenance) : { findings: folded.findings };
}

async function resolve(files: string[], options: Options): Promise<void> {
  const { scheme, provenance, findings } = await fold(files, options);
  const hash = scheme && schemeHash(scheme);
  if (options.json) return tellFindings(findings, true, { scheme, hash, provenance, violations: findings });
  tellFindings(findings, false);
  say('scheme.resolved', { hash, places: Object.keys(provenance).length, violations: findings.length });
}

async function score(options: { readonly scheme: string; readonly inputs: string; readonly json?: boolean }): Promise<void> {
  const json = options.json === true;
  const text = await textOf(options.scheme);
  if (!text.ok) return tellFindings(text.error, json);
  const read = readSchemeFile(text.value);
  if (!read.ok) return tellFindings(read.error.map((found) => ({ ...found, file: options.scheme })), json);
  if (read.value.kind !== 'scheme') return tellFindings([{ ...schemeFinding('file.base-missing', ''), file: options.scheme }], json);
  const { scheme } = read.value;
  const { findings } = checkScheme(scheme, contextOf(scheme));
  if (findings.some(({ code }) => !SCORABLE.has(code))) return tellFindings(findings.map((found) => ({ ...found, file: options.scheme })), json);
  const inputs = await textOf(options.inputs);
  if (!inputs.ok) return tellFindings(inputs.error, json);
  const named = readInputsFile(inputs.value, scheme);
  if (!named.ok) return tellFindings(named.error.map((found) => ({ ...found, file: options.inputs })), json);
  const scored = scoreFile(scheme, named.value);
  if (json) return void process.stdout.write(`${JSON.stringify(scored)}\n`);
  for (const { id, score: figure, grade, rank, held } of scored.assessees) say('assessee.scored', { id, exact: figure?.exact ?? null, shown: figure?.shown ?? null, grade, rank, held });
}

async function docx(file: string, options: { readonly out?: string; readonly lang: string }): Promise<void> {
  const text = await textOf(file);
  if (!text.ok) return tellFindings(text.error, false);
  const read = readSchemeFile(text.value);
  if (!read.ok) return tellFindings(read.error, false);
  if (read.value.kind !== 'scheme') return tellFindings([{ ...schemeFinding('file.base-missing', ''), file }], false);
  const { scheme } = read.value;
  const locale = options.lang === 'en' ? 'en' : 'zh-CN';
  const out = options.out ?? `${file.replace(/\.json$/, '')}.docx`;
  await writeFile(out, await writeScheme(scheme, locale, contextOf(scheme).catalogues[locale]));
  say('scheme.written', { file: out });
}

/** What keeps a scheme from being published but not from giving right figures. */
const SCORABLE: ReadonlySet<string> = new Set(['scheme.example-missing', 'scheme.text-missing', 'scheme.role-unknown', 'scheme.check-unknown', 'scheme.answer-missing', 'scheme.answer-optional']);

type Folded = { readonly scheme: Scheme | null; readonly provenance: Provenance; readonly findings: readonly FileFinding[] };

async function fold(files: readonly string[], options: Options): Promise<Folded> {
  const texts: NamedText[] = [];
  const failed: FileFinding[] = [];
  for (const name of options.base === undefined ? files : [options.base, ...files]) {
    const text = await textOf(name);
    if (text.ok) texts.push({ name, text: text.value });
    else failed.push(...text.error);
  }
  const plugin = options.sector === undefined ? undefined : pluginOf(options.sector);
  if (options.sector !== undefined && !plugin) failed.push(schemeFinding('sector.unknown', '', { sector: options.sector }));
  const folded = failed.length > 0 ? err(failed) : resolveFiles(texts, plugin ? (layers) => bottomOf(plugin, layers) : null);
  if (!folded.ok) return { scheme: null, provenance: {}, findings: folded.error };
  const { scheme, provenance, violations } = folded.value.resolution;
  return { scheme, provenance, findings: violations };
}

function checked(scheme: Scheme, provenance: Provenance): Checked {
  const layerAt = (path: string): string => originAt(provenance, path)?.layer ?? '';
  const { findings, ...of } = checkScheme(scheme, contextOf(scheme, layerAt));
  return { findings, of };
}

/** Names and words of the sector's plugin; for a sector that this installation has no plugin for, those of the scheme itself. */
function contextOf(scheme: Scheme, layerOf?: (path: string) => string): PublishContext {
  const plugin = pluginOf(scheme.sector);
  return plugin ? publishContext(plugin, layerOf) : { ...freeContext(scheme, scoreExample), ...(layerOf ? { layerOf } : {}) };
}

function pluginOf(sector: string): SectorPlugin | undefined {
  const loaded = loadPlugins(SECTOR_PLUGINS);
  return loaded.ok ? loaded.value.get(sector) : undefined;
}
