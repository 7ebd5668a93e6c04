import { askedBy, mustAnswerOf, reportSections } from '@shuping/domain';
import type { ReportForm } from '@shuping/contracts';
import { hashOf, resolveText, type Catalogue, type TextRef } from '@shuping/kernel';
import type { ReportText } from '@shuping/report-checks';
import type { Scheme } from '@shuping/scheme';
import type { AskedAgainOf } from './asked-again.ts';

export type Sections = readonly { readonly id: string; readonly text: string; readonly title?: TextRef }[];

/** The scheme's form as the console shows it. */
export function formOf(scheme: Scheme, asked: readonly AskedAgainOf[] = []): ReportForm {
  const questionOf = (id: string | undefined) => scheme.questions.find((question) => question.id === id);
  return {
    schemeTitle: scheme.title,
    sections: reportSections(scheme).map(({ id, kind, title, hint, question, required }) => {
      const about = questionOf(question);
      const asker = about ? askedBy(about) : null;
      const again = asked.find((one) => one.id === question);
      return { id, kind, title, required, ...(hint ? { hint } : {}), ...(question ? { question } : {}), ...(about ? { questionTitle: about.title } : {}), ...(asker === null ? {} : { askedBy: asker }), ...(again ? { again: { first: again.first, last: again.last } } : {}) };
    }),
    checks: scheme.report.checks.map((rule) => ({ ...rule })),
    mustAnswer: mustAnswerOf(scheme).map((question) => ({ questionId: question.id, title: question.title })),
    publishedDays: scheme.report.publishedDays,
  };
}

/** A report's text as the checks read it: every section of the form in its order, missing ones empty. */
export function textOf(scheme: Scheme, sections: Sections, words: Catalogue): ReportText {
  const texts = new Map(sections.map((section) => [section.id, section.text]));
  return {
    sections: reportSections(scheme).map(({ id, kind, title, question }) => {
      const asked = scheme.questions.find((one) => one.id === question)?.title ?? title;
      return { id, kind, ...(question ? { questionId: question } : {}), title: resolveText(asked, words), text: texts.get(id) ?? '' };
    }),
  };
}

/** Hash of a text, by which two drafts are the same. */
export function textHash(sections: Sections): string {
  return hashOf(sections.filter((section) => section.text.trim() !== '').map(({ id, text }) => ({ id, text })).sort((a, b) => (a.id < b.id ? -1 : 1)));
}

/** Text that the database takes: line breaks as \n, no other control characters, no half characters. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').toWellFormed();
}

/** Old sections with the new ones put in, in the form's order; sections that are not named stay, and so do answers to sections that the scheme no longer has. */
export function merged(scheme: Scheme, old: Sections, given: Sections): { id: string; text: string; title?: TextRef }[] {
  const texts = new Map([...old, ...given].map((section) => [section.id, section.text]));
  return [...reportSections(scheme).map(({ id }) => ({ id, text: cleanText(texts.get(id) ?? '') })), ...keptOf(scheme, old)];
}

/** Answers to sections that the scheme no longer has. */
export function keptOf(scheme: Scheme, sections: Sections): { id: string; text: string; title?: TextRef }[] {
  return sections.filter((section) => section.text.trim() !== '' && !reportSections(scheme).some((known) => known.id === section.id)).map((section) => ({ ...section }));
}

/** Sections that the scheme's form has. */
export function inForm(scheme: Scheme, sections: Sections): { id: string; text: string }[] {
  return sections.filter((section) => reportSections(scheme).some((known) => known.id === section.id)).map(({ id, text }) => ({ id, text }));
}
