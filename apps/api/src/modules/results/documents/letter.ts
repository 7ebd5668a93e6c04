import type { Day } from '@shuping/kernel';
import type { Block, OfficialDocument } from '@shuping/office';
import type { DocumentWords } from '../words.ts';

export type LetterFacts = {
  readonly hostName: string; readonly title: string; readonly period: string; readonly number: string; readonly issuedOn: Day; readonly signer: string;
  readonly personName: string; readonly orgName: string; readonly post: string; readonly score: string; readonly grade: string;
  readonly parts: readonly { readonly title: string; readonly score: string | null }[];
  readonly achievements: string; readonly problems: string; readonly demands: string; readonly listWithinDays: number; readonly appealDays: number;
};

/** 反馈意见书 (R-H1): result, achievements, problems and the measures wanted, in the layout of official documents. */
export function feedbackLetter(facts: LetterFacts, words: DocumentWords): OfficialDocument {
  const { period, title, personName: name, post, hostName: host } = facts;
  const table: Block = {
    kind: 'table', header: [words.t('letter.table.part'), words.t('letter.table.score')], widths: [3, 1],
    rows: [...facts.parts.map((part) => [part.title, part.score ?? words.t('letter.table.none')]), [words.t('letter.table.total'), facts.score]],
  };
  const closing = facts.appealDays > 0 ? words.t('letter.closing', { days: facts.listWithinDays, host, appeal: facts.appealDays }) : words.t('letter.closing.plain', { days: facts.listWithinDays, host });
  return {
    issuer: host, number: facts.number, title: words.t('letter.title', { period }), addressee: words.t('letter.addressee', { org: facts.orgName, name }),
    blocks: [
      { kind: 'p', text: words.t('letter.opening', { title, name, post, period }) },
      { kind: 'h1', text: words.t('letter.h.result') },
      { kind: 'p', text: words.t('letter.result', { score: facts.score, grade: facts.grade }) },
      table,
      { kind: 'h1', text: words.t('letter.h.achievements') },
      { kind: 'p', text: facts.achievements },
      { kind: 'h1', text: words.t('letter.h.problems') },
      { kind: 'p', text: facts.problems },
      { kind: 'h1', text: words.t('letter.h.demands') },
      { kind: 'p', text: facts.demands.trim() === '' ? words.t('letter.demands.default') : facts.demands },
      { kind: 'p', text: closing },
    ],
    signer: facts.signer, date: words.day(facts.issuedOn),
  };
}
