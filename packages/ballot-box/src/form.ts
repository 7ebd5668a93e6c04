import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { REMARK, REMARK_LENGTH } from './remark.ts';
import { isInRange, type MarkRange } from './range.ts';

/** What a voter of one class is asked in one round: everybody rates every subject. Words are resolved already; ids are the scheme's. */
export type BallotFormSheet = {
  readonly meeting: string;
  readonly round: string;
  readonly title: string;
  readonly named: boolean;
  readonly subjects: readonly { readonly id: string; readonly name: string; readonly unit: string }[];
  /** class → form, since classes may have different ballots */
  readonly classes: Readonly<Record<string, ClassForm>>;
};

export type ClassForm = {
  readonly title: string;
  /** true where a remark in words may be written on each subject */
  readonly remarks?: boolean;
  readonly items: readonly { readonly id: string; readonly title: string; readonly required: boolean; readonly options: readonly { readonly id: string; readonly title: string; readonly anchor: string }[]; readonly range?: MarkRange }[];
};

/** Marks of one ballot: subject → item → option id or number as text, or null for a blank; a remark in words stands under `REMARK`, which is no item's id. */
export type Choices = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** Checks a ballot against its form: every subject and item present, options known, required items marked. Names the first place that is wrong (`ballot.incomplete`, `ballot.unknown-option`, `ballot.unknown-field`). */
export function checkChoices(form: ClassForm, subjects: readonly { readonly id: string }[], choices: unknown): Result<Choices, Problem> {
  if (!isRecord(choices)) return err({ code: 'ballot.malformed', at: 'choices' });
  const known = new Set(subjects.map((s) => s.id));
  for (const id of Object.keys(choices)) if (!known.has(id)) return err({ code: 'ballot.unknown-field', at: `choices/${id}` });
  for (const subject of subjects) {
    const marks = choices[subject.id];
    if (!isRecord(marks)) return err({ code: 'ballot.incomplete', at: `choices/${subject.id}` });
    const problem = checkMarks(form, marks, `choices/${subject.id}`);
    if (problem) return err(problem);
  }
  return ok(choices as Choices);
}

function checkMarks(form: ClassForm, marks: Record<string, unknown>, at: string): Problem | null {
  const items = new Set(form.items.map((i) => i.id));
  for (const id of Object.keys(marks)) if (!items.has(id) && !(id === REMARK && form.remarks === true && isRemark(marks[id]))) return { code: 'ballot.unknown-field', at: `${at}/${id}` };
  for (const item of form.items) {
    const mark = marks[item.id];
    if (mark === undefined || (mark === null && item.required)) return { code: 'ballot.incomplete', at: `${at}/${item.id}` };
    if (mark !== null && !item.options.some((o) => o.id === mark) && !(item.range && typeof mark === 'string' && isInRange(item.range, mark))) return { code: 'ballot.unknown-option', at: `${at}/${item.id}` };
  }
  return null;
}

const isRemark = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '' && text.length <= REMARK_LENGTH;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
