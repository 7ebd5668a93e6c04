import type { PluginCheck } from '@shuping/plugin-sdk';

const ID = 'township.below-only@1';
const BELOW = /(有的|部分|个别|少数|一些)(?:村|社区|支部|基层党组织|党支部|站所|两新组织|村干部|村书记|党员)|(?:村级组织|村干部|村党组织书记|支部书记).{0,12}(?:不强|不高|不够|不到位|薄弱|缺乏)/;
const SELF = /我|本人|自己|党委班子|乡镇党委|镇党委|街道党工委|党委对/;

/** A problem told of the villages and branches below only, with no word of what the secretary or the committee itself failed to do. SRC1 3(2), R-E2 */
export const belowOnly: PluginCheck = {
  id: ID,
  run: (report) => report.sections.filter((section) => section.kind === 'problems').flatMap((section) => paragraphs(section.text)
    .filter(({ text }) => BELOW.test(text) && !SELF.test(text))
    .map(({ text, start }) => ({ check: ID, level: 'advise' as const, code: 'below-only', params: { label: BELOW.exec(text)![0] }, sectionId: section.id, start, end: start + text.length }))),
};

function paragraphs(text: string): { readonly text: string; readonly start: number }[] {
  return [...text.matchAll(/[^\n]+/g)].map((match) => ({ text: match[0], start: match.index }));
}
