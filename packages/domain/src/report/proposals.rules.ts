import { err, ok, type Problem, type Result } from '@shuping/kernel';

/** 修改建议: the passage `start`..`end` (UTF-16) of one section, its words, and the words that a vetting step would put there. */
export type Passage = { readonly sectionId: string; readonly start: number; readonly end: number; readonly oldText: string; readonly newText: string };

/** An open proposal. `start` is -1 once its passage was changed otherwise: shown as outdated, never applied. */
export type OpenProposal = Passage & { readonly id: string };

export type SectionText = { readonly id: string; readonly text: string };

/** What the author answers to one proposal; a refusal gives its reason. */
export type ProposalAnswer = { readonly id: string; readonly accept: true } | { readonly id: string; readonly accept: false; readonly reason: string };

export type Answered<S extends SectionText = SectionText> = { readonly sections: readonly S[]; readonly accepted: readonly string[]; readonly refused: readonly string[]; /** still open, where they stand now */ readonly open: readonly OpenProposal[] };

// one half of a character that takes two UTF-16 units
const HALF_CHARACTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/;

/** Whether the passage stands in the text as it was when the proposal was made. */
export function stands(passage: Passage, text: string): boolean {
  return passage.start >= 0 && passage.end > passage.start && text.slice(passage.start, passage.end) === passage.oldText;
}

/** Why a passage cannot be proposed on: not in the text, over more than one paragraph, cutting a character, nothing changed, or overlapping one that is still open (R-E3). */
export function proposalRefused(passage: Passage, text: string, open: readonly Passage[]): Problem | null {
  const cut = HALF_CHARACTER.test(passage.oldText);
  if (!stands(passage, text) || passage.oldText.includes('\n') || passage.oldText.trim() === '' || cut) return { code: 'proposal.place', at: '/start' };
  if (passage.newText === passage.oldText) return { code: 'proposal.no-change', at: '/newText' };
  const met = open.some((other) => other.sectionId === passage.sectionId && other.start >= 0 && other.start < passage.end && passage.start < other.end);
  return met ? { code: 'proposal.overlaps', at: '/start' } : null;
}

/** A text with passages replaced; they stand in it and do not overlap. What lies outside them is taken over as it is. */
export function withPassages(text: string, passages: readonly Passage[]): string {
  let out = '';
  let at = 0;
  for (const passage of [...passages].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, passage.start) + passage.newText;
    at = passage.end;
  }
  return out + text.slice(at);
}

/**
 * The author's answers to open proposals (R-E3): accepted ones are written into the text, each in its passage and nowhere else; the others move with the text.
 * Whatever the order and however many at once, the same set of accepted proposals gives the same text. Nothing is written when one answer cannot be taken:
 * unknown or answered twice, outdated, or refused without a reason.
 */
export function answerProposals<S extends SectionText>(sections: readonly S[], open: readonly OpenProposal[], answers: readonly ProposalAnswer[]): Result<Answered<S>, Problem> {
  const textOf = (id: string): string => sections.find((section) => section.id === id)?.text ?? '';
  const accepted: OpenProposal[] = [];
  const refused: string[] = [];
  for (const [index, answer] of answers.entries()) {
    const proposal = open.find((one) => one.id === answer.id);
    if (!proposal || answers.findIndex((one) => one.id === answer.id) !== index) return err({ code: 'proposal.not-open', at: `/answers/${index}` });
    if (!answer.accept && answer.reason.trim() === '') return err({ code: 'reason.required', at: `/answers/${index}/reason` });
    if (answer.accept && !stands(proposal, textOf(proposal.sectionId))) return err({ code: 'proposal.outdated', at: `/answers/${index}` });
    if (answer.accept) accepted.push(proposal);
    else refused.push(proposal.id);
  }
  const rest = open.filter((one) => !answers.some((answer) => answer.id === one.id));
  return ok({
    sections: sections.map((section) => ({ ...section, text: withPassages(section.text, accepted.filter((one) => one.sectionId === section.id)) })),
    accepted: accepted.map((one) => one.id),
    refused,
    open: rest.map((one) => (one.start < 0 ? one : moved(one, accepted.filter((other) => other.sectionId === one.sectionId && other.start < one.start).reduce((sum, other) => sum + other.newText.length - other.oldText.length, 0)))),
  });
}

/** An open proposal after its section was rewritten by hand: it moves with its passage, or is outdated when the passage was touched and its words are not found once and only once. */
export function carried(proposal: OpenProposal, before: string, after: string): OpenProposal {
  if (!stands(proposal, before)) return outdated(proposal);
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (proposal.end <= head) return proposal;
  if (proposal.start >= before.length - tail) return moved(proposal, after.length - before.length);
  const only = onlyPlace(after, proposal.oldText);
  return only >= 0 && onlyPlace(before, proposal.oldText) >= 0 ? moved(proposal, only - proposal.start) : outdated(proposal);
}

function onlyPlace(text: string, part: string): number {
  const at = text.indexOf(part);
  return at >= 0 && text.indexOf(part, at + 1) < 0 ? at : -1;
}

function moved(proposal: OpenProposal, by: number): OpenProposal {
  return { ...proposal, start: proposal.start + by, end: proposal.end + by };
}

function outdated(proposal: OpenProposal): OpenProposal {
  return { ...proposal, start: -1, end: -1 };
}
