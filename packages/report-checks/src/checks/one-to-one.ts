import { dice, grams } from '../grams.ts';
import { items, statements, type Item } from '../items.ts';
import { type CheckParams, type Found, type ReportText, type SectionKind } from '../model.ts';
import { sentenceAt } from '../sentences.ts';

type Placed = Item & { readonly sectionId: string; readonly whole: string };

const PARTS = [
  { kind: 'causes', code: 'problem-without-cause', inside: /原因(?:是|在于|主要)|根源(?:是|在于|还是)|究其|归根|主要是因为|之所以/ },
  { kind: 'measures', code: 'problem-without-measure', inside: /(?:整改|改进)(?:措施|办法)[：:是]|下一步(?:措施)?[，,：:]/ },
] as const satisfies readonly { kind: SectionKind; code: string; inside: RegExp }[];

/** Every numbered problem has a cause and a measure of its own, in their sections or within the item; points at the problem left over. R-E2, SRC1. */
export function checkOneToOne(report: ReportText, _params: CheckParams): Found[] {
  const problems = placed(report, 'problems', items);
  if (problems.length === 0) {
    const section = report.sections.find((candidate) => candidate.kind === 'problems');
    return section ? [{ code: 'no-problems', params: {}, sectionId: section.id }] : [];
  }
  return PARTS.flatMap((part) => {
    const open = problems.filter((problem) => !part.inside.test(problem.text));
    const answers = placed(report, part.kind, statements);
    return unmatched(open, answers).map((problem) => ({
      code: part.code,
      params: { ordinal: problem.ordinal, problems: problems.length, answers: answers.length },
      sectionId: problem.sectionId,
      ...firstSentence(problem),
    }));
  });
}

function placed(report: ReportText, kind: SectionKind, cut: (text: string) => Item[]): Placed[] {
  return report.sections
    .filter((section) => section.kind === kind)
    .flatMap((section) => cut(section.text).map((item) => ({ ...item, sectionId: section.id, whole: section.text })));
}

function firstSentence(item: Placed): { start: number; end: number } {
  const sentence = sentenceAt(item.whole, item.start);
  return sentence ? { start: sentence.start, end: sentence.end } : { start: item.start, end: item.end };
}

/** Problems left without an answer when the two lists, kept in order, are joined so that joined items share as much wording as possible. */
function unmatched(problems: readonly Placed[], answers: readonly Placed[]): Placed[] {
  if (answers.length >= problems.length) return [];
  const p = problems.map((item) => grams(item.body, 2));
  const a = answers.map((item) => grams(item.body, 2));
  const rows = problems.length + 1;
  const cols = answers.length + 1;
  const best: number[][] = Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => (j === 0 ? 0 : i < j ? -Infinity : 0)));
  for (let i = 1; i < rows; i += 1) {
    for (let j = 1; j < cols && j <= i; j += 1) {
      best[i]![j] = Math.max(best[i - 1]![j]!, best[i - 1]![j - 1]! + dice(p[i - 1]!, a[j - 1]!));
    }
  }
  const left: Placed[] = [];
  let j = answers.length;
  for (let i = problems.length; i > 0; i -= 1) {
    const skip = j <= i - 1 ? best[i - 1]![j]! : -Infinity;
    if (j === 0 || skip >= best[i]![j]!) left.unshift(problems[i - 1]!);
    else j -= 1;
  }
  return left;
}
