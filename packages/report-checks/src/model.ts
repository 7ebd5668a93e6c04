/** What a section of a debriefing report is for; the scheme's sections carry the same kinds. */
export type SectionKind = 'achievements' | 'problems' | 'causes' | 'measures' | 'commitments' | 'answer' | 'carry_over' | 'free';

/** One section; `text` holds paragraphs separated by `\n`. `title` of an answer is the question as printed. */
export type ReportSection = {
  readonly id: string;
  readonly kind: SectionKind;
  readonly questionId?: string;
  readonly title?: string;
  readonly text: string;
};

export type ReportText = { readonly sections: readonly ReportSection[] };

/** The core's checks, each with its version; a changed rule gets a new version so that old findings stay explained. */
export const CHECK_IDS = [
  'length@1',
  'achievement-share@1',
  'one-to-one@1',
  'must-answer@1',
  'first-person@1',
  'reused-text@1',
  'similar-text@1',
  'figures-examples@1',
  'empty-labels@1',
  'set-phrases@1',
  'personal-data@1',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export type CheckLevel = 'block' | 'advise';
export type CheckParams = Readonly<Record<string, number | string | boolean>>;

/** A check switched on by the scheme. `check` names a core check or one of a plugin. */
export type CheckRule<Id extends string = CheckId> = {
  readonly id: string;
  readonly check: Id;
  readonly level: CheckLevel;
  readonly params: CheckParams;
};

/** What a check says about one place; `start`/`end` are UTF-16 offsets in the section's text and cover whole sentences. Words come from locale files by `code`. */
export type Finding<Id extends string = CheckId> = {
  readonly check: Id;
  readonly level: CheckLevel;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly sectionId?: string;
  readonly start?: number;
  readonly end?: number;
};

/** A finding before the rule's level is put on it. */
export type Found = Omit<Finding<string>, 'check' | 'level'>;

/** Another report in the corpus; `visible` is false when the reader's scope does not reach it. */
export type OtherReport = { readonly ref: string; readonly visible: boolean; readonly text: ReportText };

export type CheckContext = {
  readonly mustAnswer: readonly { readonly questionId: string }[];
  readonly lastYear?: ReportText;
  readonly others?: readonly OtherReport[];
};

/** A check as a pure function over the report. */
export type CheckRun = (report: ReportText, params: CheckParams, ctx: CheckContext) => Found[];

/** A check that a plugin adds; its id must not be one of the core's. */
export type PluginCheck = { readonly id: string; readonly run: (report: ReportText, params: CheckParams, ctx: CheckContext) => readonly Finding<string>[] };

/** Number parameter, or the default when the scheme gives none. */
export function numberParam(params: CheckParams, name: string, fallback: number): number {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** Text parameter holding a list separated by commas (either width) or 、. */
export function listParam(params: CheckParams, name: string, fallback: readonly string[]): readonly string[] {
  const value = params[name];
  if (typeof value !== 'string') return fallback;
  return value.split(/[,，、]/).map((item) => item.trim()).filter((item) => item !== '');
}
