import type { Problem } from '@shuping/kernel';
import type { Part } from '../zip/unpack-zip.ts';
import { bomb } from '../zip/walk-zip.ts';
import { cleanRelationships } from './relationships.ts';

export type OfficeKind = 'docx' | 'xlsx';

export type CheckedPackage = { readonly parts: Part[]; readonly warnings: Problem[] };

const MAIN_TYPE: Record<OfficeKind, RegExp> = {
  docx: /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml/,
  xlsx: /application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)\.main\+xml/,
};
const MACRO_PART = /(^|\/)(vbaProject|vbaData|vbaProjectSignature)[^/]*$|(^|\/)(macrosheets|dialogsheets|activeX)\//i;
const EMBEDDED_PART = /(^|\/)embeddings\/|oleObject/i;
const EXTERNAL_BOOK = /(^|\/)externalLinks\//i;
const XML_PART = /\.(xml|rels|vml)$/i;
const KEPT_PART = /\.(xml|rels)$/i;

/**
 * Looks through the unpacked parts before any parser does and keeps only the XML ones, with outside targets blanked.
 * Problems name the part: 'file.macros', 'file.embedded-object', 'file.external-link', 'file.forbidden-xml', 'file.wrong-kind', 'file.broken', 'file.zip-bomb'.
 */
export function checkPackage(kind: OfficeKind, parts: readonly Part[]): Problem | CheckedPackage {
  const types = parts.find((part) => part.name === '[Content_Types].xml')?.bytes.toString('utf8');
  if (types === undefined) return { code: 'file.wrong-kind', params: { expected: kind, found: 'zip' } };
  for (const part of parts) {
    const problem = nameProblem(part) ?? xmlProblem(part);
    if (problem) return problem;
  }
  if (/macroEnabled|vbaProject|ms-excel\.intlmacrosheet/i.test(types)) return { code: 'file.macros', at: '[Content_Types].xml' };
  if (!MAIN_TYPE[kind].test(types)) return { code: 'file.wrong-kind', params: { expected: kind, found: foundKind(types) } };
  return keepXml(kind, parts);
}

function nameProblem(part: Part): Problem | null {
  if (MACRO_PART.test(part.name)) return { code: 'file.macros', at: part.name };
  if (EMBEDDED_PART.test(part.name)) return { code: 'file.embedded-object', at: part.name };
  if (EXTERNAL_BOOK.test(part.name) && !part.name.endsWith('.rels')) return { code: 'file.external-link', at: part.name };
  const magic = part.bytes.subarray(0, 8).toString('latin1');
  if (magic.startsWith('PK\x03\x04')) return bomb('nested', part.name);
  if (magic === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') return { code: 'file.embedded-object', at: part.name };
  return null;
}

/** Only UTF-8 without a document type: no entity can be declared, nothing can hide in another encoding. */
function xmlProblem(part: Part): Problem | null {
  if (!XML_PART.test(part.name)) return null;
  const head = part.bytes.subarray(0, 200).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)/.exec(head)?.[1];
  if (part.bytes.subarray(0, 4).includes(0) || /^(\xff\xfe|\xfe\xff)/.test(head) || (declared && !/^(utf-8|us-ascii)$/i.test(declared))) {
    return { code: 'file.forbidden-xml', at: part.name, params: { reason: 'encoding' } };
  }
  const text = part.bytes.toString('latin1');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { code: 'file.forbidden-xml', at: part.name, params: { reason: 'doctype' } };
  if (/<w:(instrText|fldSimple)\b[^<]*\bDDE/i.test(text)) return { code: 'file.external-link', at: part.name, params: { reason: 'dde' } };
  return null;
}

function keepXml(kind: OfficeKind, parts: readonly Part[]): Problem | CheckedPackage {
  const kept: Part[] = [];
  const warnings: Problem[] = [];
  for (const part of parts) {
    if (!KEPT_PART.test(part.name)) continue;
    if (!part.name.endsWith('.rels')) {
      kept.push(part);
      continue;
    }
    const cleaned = cleanRelationships(part.bytes.toString('utf8'));
    for (const target of cleaned.outside) {
      const place = { at: part.name, params: { target: target.slice(0, 200) } };
      if (kind === 'xlsx') return { code: 'file.external-link', ...place };
      warnings.push({ code: 'file.external-link-removed', ...place });
    }
    kept.push({ name: part.name, bytes: Buffer.from(cleaned.xml, 'utf8') });
  }
  return { parts: kept, warnings };
}

function foundKind(types: string): string {
  const hit = /officedocument\.(wordprocessingml|spreadsheetml|presentationml)/.exec(types)?.[1];
  return hit === 'wordprocessingml' ? 'docx' : hit === 'spreadsheetml' ? 'xlsx' : hit === 'presentationml' ? 'pptx' : 'zip';
}
