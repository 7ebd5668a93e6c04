import { resolveText, type Catalogue } from '@shuping/kernel';
import type { SheetNote } from './read-sheet.ts';

/** Words of a note from the text `key` of a catalogue, with the cell before them. */
export function noteWords(note: SheetNote, key: string, words: Catalogue): string {
  const params = Object.fromEntries(Object.entries(note.params ?? {}).map(([name, value]) => [name, String(value ?? '')]));
  return `${note.at === undefined ? '' : `${note.at} `}${resolveText({ key }, words, params)}`;
}
