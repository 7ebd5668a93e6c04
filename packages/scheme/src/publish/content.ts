import type { Scheme } from '../model/scheme.ts';
import { type Finding, finding } from './context.ts';

/** Every 必答题 has a required answer section (scheme.answer-missing, scheme.answer-optional); small groups go to a group that keeps its own voters and the same ballot (scheme.group-merge-self, -chain, -ballot); a tally counts its group's ballot (scheme.tally-ballot). */
export function contentFindings(scheme: Scheme): Finding[] {
  return [...answerFindings(scheme), ...groupFindings(scheme)];
}

function answerFindings(scheme: Scheme): Finding[] {
  return scheme.questions.flatMap((q) => {
    if (q.kind !== 'must_answer') return [];
    const sections = scheme.report.sections.filter((s) => s.kind === 'answer' && s.question === q.id);
    if (sections.length === 0) return [finding('scheme.answer-missing', `questions/${q.id}`)];
    return sections.some((s) => s.required) ? [] : [finding('scheme.answer-optional', `report/sections/${sections[0]!.id}/required`, { question: q.id })];
  });
}

function groupFindings(scheme: Scheme): Finding[] {
  const groups = new Map(scheme.groups.map((g) => [g.id, g]));
  const merges = scheme.groups.flatMap((g) => {
    if (g.small.rule !== 'merge') return [];
    const path = `groups/${g.id}/small/into`;
    const into = groups.get(g.small.into);
    if (g.small.into === g.id) return [finding('scheme.group-merge-self', path)];
    if (into?.small.rule === 'merge') return [finding('scheme.group-merge-chain', path, { into: into.id })];
    return into && into.ballot !== g.ballot ? [finding('scheme.group-merge-ballot', path, { into: into.id })] : [];
  });
  const tallies = scheme.score.nodes.flatMap((node) => {
    const group = node.kind === 'tally' ? groups.get(node.group) : undefined;
    return node.kind === 'tally' && group && group.ballot !== node.ballot ? [finding('scheme.tally-ballot', `score/nodes/${node.id}/ballot`, { ballot: node.ballot, group: group.id })] : [];
  });
  return [...merges, ...tallies];
}
