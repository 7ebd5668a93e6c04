import { TWO_MARKS } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { checkChoices, type BallotFormSheet, type Choices, type ClassForm } from './form.ts';
import type { SealedMark } from './seal.ts';

/**
 * Checks a sheet as it was typed or scanned: every question of the class's form answered with an option, a blank or `TWO_MARKS`. What a phone refuses (a required question left empty) a sheet may
 * hold; `withVoids` says what becomes of it. Errors as of `checkChoices`.
 */
export function checkSheet(form: ClassForm, subjects: readonly { readonly id: string }[], sheet: unknown): Result<Choices, Problem> {
  const lenient: ClassForm = { ...form, items: form.items.map((item) => ({ ...item, required: false, options: [...item.options, { id: TWO_MARKS, title: '', anchor: '' }] })) };
  const checked = checkChoices(lenient, subjects, sheet);
  return checked.ok ? ok(checked.value) : err(checked.error);
}

/** True when the marks for one subject cannot be counted: a required question is blank or bears two marks. An optional question with two marks spoils only itself. */
export function isVoid(form: ClassForm, marks: Readonly<Record<string, string | null>>): boolean {
  return form.items.some((item) => item.required && ((marks[item.id] ?? null) === null || marks[item.id] === TWO_MARKS));
}

/** Marks with the void ones named by the form of the class under which they are counted (R-F3). Ballots from phones are complete, so that none of theirs is. */
export function withVoids(marks: readonly SealedMark[], form: BallotFormSheet): SealedMark[] {
  return marks.map((mark) => (isVoid(form.classes[mark.class]!, mark.marks) ? { ...mark, void: true as const } : mark));
}
