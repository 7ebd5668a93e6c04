import type { Day } from '@shuping/kernel';
import type { TalkRecord } from '@shuping/contracts';
import type { OfficialDocument } from '@shuping/office';
import type { DocumentWords } from '../words.ts';

export type TalkFacts = { readonly hostName: string; readonly period: string; readonly personName: string; readonly orgName: string; readonly post: string; readonly title: string; readonly grade: string; readonly on: Day; readonly talk: TalkRecord };

/** 谈话记录 (R-H2) in the layout of official documents, with places to sign. */
export function talkRecord({ talk, ...facts }: TalkFacts, words: DocumentWords): OfficialDocument {
  const rows = [
    ['person', `${facts.personName}　${facts.orgName}　${facts.post}`], ['why', words.t('talk.why.text', { period: facts.period, grade: facts.grade, title: facts.title })],
    ['talker', talk.talker], ['on', words.day(facts.on)], ['place', talk.place],
  ].map(([key, value]) => [words.t(`talk.${key!}`), value!]);
  return {
    title: words.t('talk.title'),
    blocks: [
      { kind: 'table', header: [words.t('talk.table.item'), words.t('talk.table.text')], widths: [1, 4], rows },
      { kind: 'h1', text: words.t('talk.h.points') }, { kind: 'p', text: talk.points },
      { kind: 'h1', text: words.t('talk.h.statement') }, { kind: 'p', text: talk.statement || words.t('talk.none') },
      { kind: 'h1', text: words.t('talk.h.agreed') }, { kind: 'p', text: talk.agreed || words.t('talk.none') },
      { kind: 'p', text: words.t('talk.sign') },
    ],
    signer: facts.hostName, date: words.day(facts.on),
  };
}
