/** Who sits in the hall: phones and paper of each class, forty people in all. */
export const CLASSES = [
  { id: 'leaders', title: '系党总支委员和系领导', phones: 5, paper: 0 },
  { id: 'peers', title: '教研室主任和组织员代表', phones: 6, paper: 4 },
  { id: 'members_public', title: '师生党员和群众代表', phones: 19, paper: 6 },
] as const;
export type VoterClass = (typeof CLASSES)[number]['id'];

export const PHONES = 30;
export const SHEETS = 10;
/** Slips printed beyond the phones; nobody draws them. */
export const SPARE = 2;
export const OPTIONS = ['hao', 'jiaohao', 'yiban', 'cha'] as const;

/** Option of one voter for one person on one question, by place; a blank on some that may be left empty. */
export function markOf(voter: number, subject: number, item: number): number | null {
  if (item > 0 && (voter + subject * 2 + item) % 9 === 0) return null;
  return (voter * 7 + subject * 3 + item * 5) % (voter % 3 === 0 ? 2 : 4);
}

/** What some write for the first person heard, and too few for the second. */
export function remarkOf(voter: number, subject: number): string {
  return subject === 0 && voter < 6 ? `走访时多听年轻同志讲${'一二三四五六'[voter]}` : subject === 1 && voter < 3 ? `党课可以再短些${'一二三'[voter]}` : '';
}

type Cell = { options: Record<string, number>; blank: number };

/** Counts that the file must show, added up here from what everybody marked. */
export class Expected {
  readonly cells = new Map<string, Cell>();

  add(voterClass: string, voter: number, subjects: readonly string[], items: readonly string[]): void {
    for (const [s, subject] of subjects.entries()) {
      for (const [i, item] of items.entries()) {
        const cell = this.at(subject, voterClass, item);
        const option = markOf(voter, s, i);
        if (option === null) cell.blank += 1;
        else cell.options[OPTIONS[option]!] = (cell.options[OPTIONS[option]!] ?? 0) + 1;
      }
    }
  }

  at(subject: string, voterClass: string, item: string): Cell {
    const key = `${subject}/${voterClass}/${item}`;
    const known = this.cells.get(key) ?? { options: Object.fromEntries(OPTIONS.map((id) => [id, 0])), blank: 0 };
    this.cells.set(key, known);
    return known;
  }
}
