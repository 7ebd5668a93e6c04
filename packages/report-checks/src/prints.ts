import { normalised } from './grams.ts';
import { signature } from './minhash.ts';
import type { ReportText } from './model.ts';
import { sentences } from './sentences.ts';

const ROWS = 4;
const SHORTEST = 16;
const MOST = 400;

/**
 * Keys under which an index finds reports that share wording (signed 32-bit, without repeats): one for each longer sentence, and 32 bands of the
 * MinHash signature, of which a report at likeness 0.8 shares at least one with probability above 0.999. Sharing a key is a hint; `similar-text` decides. (R-E2)
 */
export function reportPrints(report: ReportText): number[] {
  const keys = new Set<number>();
  for (const section of report.sections) {
    for (const sentence of sentences(section.text)) {
      const wording = normalised(sentence.text);
      if (wording.length >= SHORTEST && keys.size < MOST) keys.add(key(`s${wording}`));
    }
  }
  const slots = signature(report.sections.map((section) => section.text).join('\n'));
  if (keys.size > 0) for (let at = 0; at < slots.length; at += ROWS) keys.add(key(`b${at}:${slots.slice(at, at + ROWS).join('.')}`));
  return [...keys].sort((a, b) => a - b);
}

// FNV-1a
function key(text: string): number {
  let h = 0x811c_9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x0100_0193);
  return (h ^ (h >>> 15)) | 0;
}
