import { err, ok, type Result } from '@shuping/kernel';
import type { z } from 'zod';
import { Layer } from '../layer.ts';
import { Scheme, SCHEME_FORMAT } from '../model/scheme.ts';
import { isRecord } from '../path.ts';
import { type Finding, finding } from '../publish/context.ts';
import { atMost, readJson } from './read-json.ts';
import { shapeFindings } from './shape-findings.ts';

export const LAYER_FORMAT = 'shuping-layer@1';

/** A scheme or a layer as a file holds it. */
export type SchemeFile = { readonly kind: 'scheme'; readonly scheme: Scheme } | { readonly kind: 'layer'; readonly layer: Layer };

/** Reads the text of a scheme or layer file (R-B7). Codes: those of `readJson`, file.format-newer, file.format-unknown, and those of `shapeFindings`. Never throws, however the text is made. */
export function readSchemeFile(text: string): Result<SchemeFile, Finding[]> {
  const json = readJson(text);
  if (!json.ok) return json;
  const format = formatOf(json.value, [SCHEME_FORMAT, LAYER_FORMAT]);
  if (!format.ok) return format;
  if (format.value === SCHEME_FORMAT) {
    const scheme = readAs(Scheme, json.value);
    return scheme.ok ? ok({ kind: 'scheme', scheme: scheme.value }) : scheme;
  }
  const layer = readAs(Layer, json.value);
  return layer.ok ? ok({ kind: 'layer', layer: layer.value }) : layer;
}

/** Which of the known formats (`name@version`) a value says it has. Codes: file.format-newer, file.format-unknown. */
export function formatOf(value: unknown, known: readonly string[]): Result<string, Finding[]> {
  const format = isRecord(value) ? value['format'] : undefined;
  if (typeof format === 'string' && known.includes(format)) return ok(format);
  const said = typeof format === 'string' ? format.slice(0, 80) : '';
  const [name, version] = said.split('@');
  const older = known.find((one) => one.startsWith(`${name}@`) && Number(version) > Number(one.split('@')[1]));
  return err([finding(older ? 'file.format-newer' : 'file.format-unknown', 'format', { format: said, known: older ?? known.join(',') })]);
}

/** Reads a value by a schema, with coded findings. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown): Result<T, Finding[]> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(atMost(shapeFindings(value, parsed.error.issues)));
}
