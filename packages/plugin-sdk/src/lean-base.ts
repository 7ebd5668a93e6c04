import { isPathUnder, type BaseLayer, type Constraint, type NodeOf, type Scheme } from '@shuping/scheme';
import type { SectorManifest } from './manifest.schema.ts';
import { baseLayer } from './publishing.ts';

/** Parts that say what is assessed, by whom and how it is counted: on the lean base they are the owner's to write. */
const CONTENT = ['questions', 'groups', 'scales', 'ballots', 'score', 'examples', 'notes', 'grading/gates', 'grading/vetoes', 'grading/tieBreak', 'grading/ceilings', 'grading/outcomes', 'grading/lists', 'grading/marks', 'grading/stars', 'grading/system', 'grading/distribution', 'grading/steps', 'grading/publication'] as const;

/**
 * Bottom of a line whose first owner writes a scheme of its own (自拟, R-B5): the sector's rules of procedure with their locks (report, vetting, meeting, grades and their limits, publicity,
 * appeal, result use, rectification, calendar), and of the content no more than a scheme needs to be one: a question, a group with its ballot, one figure. Locks on the default's
 * content are gone with that content. It does not publish by itself: worked examples are the owner's.
 */
export function leanBase(plugin: SectorManifest): BaseLayer {
  const scheme = leanScheme(plugin.scheme);
  return { ...baseLayer(plugin), scheme, constraints: plugin.constraints.flatMap((constraint) => keptLock(constraint, scheme)) };
}

/** Bottom under layers, top first: the first of them says which one its line stands on; the ones below cannot. */
export function bottomOf(plugin: SectorManifest, layers: readonly { readonly base?: 'lean' | undefined }[]): BaseLayer {
  return layers[0]?.base === 'lean' ? leanBase(plugin) : baseLayer(plugin);
}

function keptLock(constraint: Constraint, scheme: Scheme): Constraint[] {
  if (CONTENT.some((path) => isPathUnder(constraint.path, path))) return [];
  if (constraint.kind !== 'keep' || constraint.path !== 'report/sections') return [constraint];
  const ids = constraint.ids.filter((id) => scheme.report.sections.some((section) => section.id === id));
  return ids.length > 0 ? [{ ...constraint, ids }] : [];
}

function leanScheme(whole: Scheme): Scheme {
  const root = whole.score.nodes.find((node) => node.id === whole.score.root);
  const tally = whole.score.nodes.find((node): node is NodeOf<'tally'> => node.kind === 'tally');
  const group = whole.groups.find((one) => one.id === tally?.group);
  const ballot = whole.ballots.find((one) => one.id === tally?.ballot);
  const voted = ballot?.items.find((one) => one.id === tally?.items[0]?.id);
  // a sector without a ballot has nothing smaller to begin with than its default
  if (!root || !tally || !group || !ballot || !voted) return whole;
  const { question: _about, ...item } = voted;
  const { grades, bands, quotas } = whole.grading;
  return {
    ...whole,
    id: `${whole.id}-own`,
    questions: whole.questions.filter((one) => one.kind === 'must_report' && one.parent === undefined).slice(0, 1),
    report: { ...whole.report, sections: whole.report.sections.filter((one) => one.kind !== 'answer').map(({ question: _of, ...section }) => section) },
    groups: [{ ...group, small: { rule: 'named' } }],
    scales: whole.scales.filter((one) => one.id === item.scale),
    ballots: [{ ...ballot, items: [item] }],
    score: {
      root: root.id, digits: whole.score.digits,
      nodes: [
        { kind: 'weighted_sum', id: root.id, title: root.title, level: 'assessee', total: 100, inputs: [{ id: tally.id, weight: 100, absence: { rule: 'hold' } }] },
        { ...tally, items: [{ id: item.id, weight: 100 }] },
      ],
    },
    grading: { grades, bands, pool: 'cycle', quotas, gates: [], vetoes: [], tieBreak: [] },
    results: whole.results.filter((rule) => !rule.when && !rule.memory && !rule.marks && !rule.lists && !rule.stars && !rule.outcomes),
    examples: [],
    notes: [],
  };
}
