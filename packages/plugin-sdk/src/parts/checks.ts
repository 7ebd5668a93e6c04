import { sentences, type Finding, type PluginCheck } from '@shuping/report-checks';

const says = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/**
 * Check `<sector>.business-for-duty@1`: `run` or more sentences in a row (default 3) about the sector's business with no word of the secretary's own duty.
 * SRC1 3(2), R-E2
 */
export function businessForDutyCheck(sector: string, business: readonly string[], duty: readonly string[]): PluginCheck {
  const id = `${sector}.business-for-duty@1`;
  return {
    id,
    run(report, params) {
      const least = typeof params['run'] === 'number' ? params['run'] : 3;
      return report.sections.flatMap((section) => rowsOf(section.text, (text) => says(text, business) && !says(text, duty)).filter((row) => row.length >= least).map((row): Finding<string> => ({
        check: id, level: 'advise', code: 'business-for-duty', params: { sentences: row.length }, sectionId: section.id, start: row[0]!.start, end: row.at(-1)!.end,
      })));
    },
  };
}

/** Neighbouring sentences for which `holds`, row by row; empty rows stay in. */
function rowsOf(text: string, holds: (sentence: string) => boolean): { readonly start: number; readonly end: number }[][] {
  const out: { start: number; end: number }[][] = [[]];
  for (const sentence of sentences(text)) {
    if (holds(sentence.text)) out.at(-1)!.push(sentence);
    else out.push([]);
  }
  return out;
}

/** Check `<sector>.<name>@1` of single sentences: `find` gives the label of what is wrong in one, or undefined. The finding's code is `name`, its param `label`. R-E2 */
export function sentenceCheck(sector: string, name: string, level: 'block' | 'advise', find: (sentence: string) => string | undefined): PluginCheck {
  const id = `${sector}.${name}@1`;
  return {
    id,
    run: (report) => report.sections.flatMap((section) => sentences(section.text).flatMap((sentence) => {
      const label = find(sentence.text);
      return label === undefined ? [] : [{ check: id, level, code: name, params: { label }, sectionId: section.id, start: sentence.start, end: sentence.end }];
    })),
  };
}
