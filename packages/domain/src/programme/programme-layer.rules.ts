import type { Day } from '@shuping/kernel';
import { resolveScheme, type BaseLayer, type Constraint, type Edit, type Layer, type Resolution, type Scheme } from '@shuping/scheme';
import type { ProgrammeBounds } from './programme-calendar.rules.ts';

export type AskedQuestion = { readonly id: string; readonly title: string; readonly guidance: string };

/** A programme in force, as cycles below take it over. */
export type IssuedProgramme = {
  readonly id: string; readonly orgId: string; readonly ownerName: string; readonly title: string; readonly number: string; readonly tag: string; readonly year: number;
  /** sectors that it concerns; none: all */
  readonly sectors: readonly string[]; readonly periodStart: Day; readonly periodEnd: Day;
  readonly questions: readonly AskedQuestion[]; readonly calendar: ProgrammeBounds;
};

const LAYER = 'programme:';
const QUESTION = 'asked-';

/** Id of the layer that a programme becomes. */
export function programmeLayerId(programmeId: string): string {
  return `${LAYER}${programmeId}`;
}

/** Programme that a layer or a question of a scheme comes from; null for any other. */
export function programmeOf(id: string): string | null {
  const found = id.startsWith(LAYER) ? id.slice(LAYER.length) : id.startsWith(QUESTION) ? id.slice(QUESTION.length) : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(found)?.[0] ?? null;
}

/** Id of a programme's question in every scheme that carries it. */
export function askedQuestionId(programmeId: string, questionId: string): string {
  return `${QUESTION}${programmeId}-${questionId}`;
}

/** Section of the report in which a programme's question is answered. */
export function askedSectionId(programmeId: string, questionId: string): string {
  return `answer-${programmeId}-${questionId}`;
}

/** True where a programme concerns a sector. */
export function concerns(programme: Pick<IssuedProgramme, 'sectors'>, sector: string): boolean {
  return programme.sectors.length === 0 || programme.sectors.includes(sector);
}

/** Who asked a question of a scheme: the words of its source where it came from a programme, else null. */
export function askedBy(question: Pick<Scheme['questions'][number], 'id' | 'source'>): string | null {
  return programmeOf(question.id) === null ? null : (question.source ?? '');
}

/** What a programme's layer is laid upon, as far as it has to know: the form and its checks. */
type Below = { readonly report: { readonly sections: readonly { readonly id: string; readonly kind: string }[]; readonly checks: readonly { readonly check: string }[] } };

const ANSWERS = 'must-answer';

/**
 * The layer of a programme (R-B2, R-B3; ADR 23): its questions as 必答题 with a required answer section each, behind the other answers and locked as they stand, and the check of
 * answers where the scheme has none. Layers of programmes are folded after all layers of the line, top first, so that no edit of an owner can reach what they add.
 */
export function programmeLayer(programme: IssuedProgramme, below: Below): Layer {
  const source = [programme.ownerName, programme.number === '' ? programme.title : programme.number].join(' · ').slice(0, 300);
  const before = below.report.sections[below.report.sections.map((section) => section.kind).lastIndexOf('answer') + 1]?.id;
  const place = before === undefined || before === below.report.sections[0]?.id ? {} : { before };
  const edits = programme.questions.flatMap((asked): Edit[] => {
    const question = askedQuestionId(programme.id, asked.id);
    const guidance = asked.guidance === '' ? {} : { guidance: { text: asked.guidance } };
    const hint = asked.guidance === '' ? {} : { hint: { text: asked.guidance } };
    return [
      { op: 'add', path: 'questions', value: { id: question, kind: 'must_answer', title: { text: asked.title }, ...guidance, source } },
      { op: 'add', path: 'report/sections', ...place, value: { id: askedSectionId(programme.id, asked.id), kind: 'answer', title: { text: asked.title }, ...hint, question, required: true, titles: [asked.title.slice(0, 60)] } },
    ];
  });
  const checked = below.report.checks.some((rule) => rule.check.startsWith(`${ANSWERS}@`));
  const constraints = programme.questions.flatMap((asked): Constraint[] => [
    { kind: 'fixed', path: `questions/${askedQuestionId(programme.id, asked.id)}` },
    { kind: 'fixed', path: `report/sections/${askedSectionId(programme.id, asked.id)}` },
  ]);
  return {
    format: 'shuping-layer@1', id: programmeLayerId(programme.id), owner: { text: programme.ownerName }, tag: { text: programme.tag },
    edits: checked ? edits : [...edits, { op: 'add', path: 'report/checks', value: { id: 'asked-answers', check: `${ANSWERS}@1`, level: 'block', params: {} } }], constraints,
  };
}

/**
 * Scheme of a line with what its programmes add for a sector (R-B3). `layers` are those that were folded, the programmes' last; without a programme that asks something it is the line's own.
 */
export function resolveWithProgrammes(base: BaseLayer, layers: readonly Layer[], programmes: readonly IssuedProgramme[], sector: string): { readonly resolution: Resolution; readonly layers: readonly Layer[] } {
  let all = layers;
  let resolution = resolveScheme(base, all);
  for (const programme of programmes) {
    if (programme.questions.length === 0 || !concerns(programme, sector) || !resolution.scheme) continue;
    all = [...all, programmeLayer(programme, resolution.scheme)];
    resolution = resolveScheme(base, all);
  }
  return { resolution, layers: all };
}
