const RELATIONSHIP = /<(?:[\w.-]+:)?Relationship\b(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const OUTSIDE_TARGET = /^\s*([a-z][a-z0-9+.-]*:|\\\\|\/\/)/i;
const BLANK = 'about:blank';

/** Blanks every target outside the package; `outside` lists them, except plain hyperlinks, which only a reader's click would follow. */
export function cleanRelationships(xml: string): { xml: string; outside: string[] } {
  const outside: string[] = [];
  const cleaned = xml.replace(RELATIONSHIP, (tag) => {
    const target = attribute(tag, 'Target') ?? '';
    const external = /^external$/i.test((attribute(tag, 'TargetMode') ?? '').trim()) || OUTSIDE_TARGET.test(target);
    if (!external) return tag;
    if (!/\/hyperlink$/i.test(attribute(tag, 'Type') ?? '')) outside.push(target);
    return tag.replace(/\bTarget\s*=\s*("[^"]*"|'[^']*')/, `Target="${BLANK}"`);
  });
  return { xml: cleaned, outside };
}

function attribute(tag: string, name: string): string | undefined {
  const hit = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const raw = hit?.[1] ?? hit?.[2];
  return raw === undefined ? undefined : decodeEntities(raw);
}

function decodeEntities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, dec?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = dec === undefined ? Number.parseInt(hex ?? '0', 16) : Number(dec);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
