/** Types that may be stored, by their first bytes; what a sender claims is not looked at (R-K4, SEC-I4). */
const MAGIC: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Content type of stored bytes; null for everything that is refused, documents with macros included. */
export function contentTypeOf(bytes: Buffer): string | null {
  const found = MAGIC.find(({ bytes: magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (found) return found.type;
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return officeType(bytes);
  return isText(bytes) ? 'text/plain; charset=utf-8' : null;
}

function officeType(bytes: Buffer): string | null {
  const names = bytes.toString('latin1');
  if (/vbaProject\.bin|oleObject|activeX|\.exe\b/i.test(names)) return null;
  if (names.includes('word/document.xml')) return WORD;
  return names.includes('xl/workbook.xml') ? EXCEL : null;
}

function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/^\s*<(?:!doctype|html|svg|\?xml|script)/i.test(text);
  } catch {
    return false;
  }
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Name as it may be shown and offered for saving; null when nothing usable is left. */
export function safeName(name: string): string | null {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '').replace(/^[.\s]+|[.\s]+$/g, '');
  const short = [...clean].length <= 120 ? clean : `${[...clean].slice(0, 100).join('')}${/\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? ''}`;
  return short === '' || RESERVED.test(short) ? null : short;
}

/** `Content-Disposition` of a download, with any characters in the name. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
