import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '@shuping/kernel';
import { drawScan, type ScanOptions, type Stroke } from './draw-scan.fixture.ts';
import { codeBits, layoutForm, readCode, readPage, sheetsOfPages, TWO_MARKS, type FormContent, type FormLayout, type FormWords, type ReadMark } from './index.ts';

const words: FormWords = { title: '述职评议会测评表', class: '评议主体：同级书记', rules: ['一行选一个'], page: (p, of) => `${p}/${of}`, code: (c) => c };
const options = ['hao', 'jiaohao', 'yiban', 'cha'].map((id) => ({ id, title: id }));
const content: FormContent = {
  meeting: 'm', round: 'r1', class: 'peers', subjects: ['s1', 's2', 's3'].map((id) => ({ id, name: id, unit: '第一党支部' })),
  items: ['overall', 'theme', 'foundation', 'weak', 'fortress', 'duty'].map((id) => ({ id, title: id, options })),
};
const layout = layoutForm(content, words)!;
const plain = (seed: number): ScanOptions => ({ dpi: 110, degrees: 0, shift: [0, 0], noise: 0, paper: 245, ink: 20, random: seededRandom(seed) });

type Truth = Record<string, string | null>;

/** Marks of a page by chance, what is drawn for them, and what a reader has to find. */
function filled(form: FormLayout, page: number, seed: number, strokes: readonly Stroke[] = ['tick', 'full']): { drawn: Record<string, Stroke>; truth: Truth } {
  const random = seededRandom(seed);
  const drawn: Record<string, Stroke> = {};
  const truth: Truth = {};
  for (const { subject, item } of form.pages[page]!.boxes) {
    const row = `${subject}/${item}`;
    if (row in truth) continue;
    const mark = random() < 0.15 ? null : options[Math.floor(random() * options.length)]!.id;
    truth[row] = mark;
    if (mark !== null) drawn[`${row}/${mark}`] = strokes[Math.floor(random() * strokes.length)]!;
  }
  return { drawn, truth };
}

const wrong = (marks: readonly ReadMark[], truth: Truth): ReadMark[] => marks.filter((one) => one.doubt === null && one.mark !== truth[`${one.subject}/${one.item}`]);

describe('R-F5 forms', () => {
  test('a form keeps its boxes apart and on the paper, for any number of people, questions and options', () => {
    for (const [people, questions, choices] of [[1, 1, 2], [3, 6, 4], [20, 6, 4], [9, 12, 6], [40, 1, 5]] as const) {
      const many: FormContent = {
        meeting: 'm', round: 'r1', class: 'c', subjects: Array.from({ length: people }, (_, n) => ({ id: `s${n}`, name: '欧阳春晓', unit: '临江理工大学机电工程系第一党支部' })),
        items: Array.from({ length: questions }, (_, n) => ({ id: `i${n}`, title: '履行第一责任人职责、带头落实全面从严治党主体责任情况', options: Array.from({ length: choices }, (_o, o) => ({ id: `o${o}`, title: '较好' })) })),
      };
      const { pages } = layoutForm(many, words)!;
      expect(pages.flatMap((page) => page.boxes)).toHaveLength(people * questions * choices);
      for (const { boxes } of pages) {
        const near = boxes.flatMap((one, n) => boxes.slice(n + 1).filter((other) => Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) < 6.5));
        const off = boxes.filter((one) => one.x < 18 || one.x > 195 || one.y < 20 || one.y > 278);
        expect([near, off]).toEqual([[], []]);
      }
    }
    expect(layoutForm({ ...content, subjects: Array.from({ length: 200 }, (_, n) => ({ id: `s${n}`, name: '', unit: '' })) }, words)).toBeNull();
  });

  test('R21 a number has a field to be written in, which no machine reads: it goes to people, the boxes beside it do not', () => {
    const range = { min: 0, max: 100, step: 1 };
    const mixed = layoutForm({ ...content, items: [{ id: 'points', title: '得分', options: [], range }, ...content.items.slice(0, 2)] }, words)!;
    expect(mixed.pages.flatMap((page) => page.fields)).toEqual(content.subjects.map(({ id }) => ({ subject: id, item: 'points' })));
    expect(mixed.pages[0]!.texts.filter(({ text }) => text === '0—100')).toHaveLength(3);
    expect(mixed.code).not.toBe(layoutForm({ ...content, items: [{ id: 'points', title: '得分', options: [], range: { ...range, max: 10 } }, ...content.items.slice(0, 2)] }, words)!.code);
    const { drawn, truth } = filled(mixed, 0, 3);
    const read = readPage(drawScan(mixed.pages[0]!, drawn, plain(3)), mixed);
    const marks = read.ok ? read.value.marks : [];
    expect(marks.filter((one) => one.doubt === 'written')).toEqual(content.subjects.map(({ id }) => ({ subject: id, item: 'points', mark: null, doubt: 'written' })));
    expect(marks).toHaveLength(9);
    expect(wrong(marks, truth)).toEqual([]);
  });

  test('every sheet of a class bears the same code, and another one as soon as anything asked is another', () => {
    const code = (more: Partial<FormContent>): string => layoutForm({ ...content, ...more }, words)!.code;
    expect(code({})).toBe(layout.code);
    const others = [code({ meeting: 'n' }), code({ round: 'r2' }), code({ class: 'leaders' }), code({ subjects: content.subjects.slice(1) }), code({ items: content.items.slice(1) })];
    expect(new Set([layout.code, ...others]).size).toBe(6);
    expect(readCode(codeBits(layout.code, 2, 3))).toEqual({ code: layout.code, page: 2, pages: 3 });
    const bits = codeBits(layout.code, 1, 1);
    for (let at = 0; at < bits.length; at += 1) expect(readCode(bits.map((bit, n) => (n === at ? 1 - bit : bit)))).toBeNull();
    expect([readCode(bits.map(() => 0)), readCode(bits.map(() => 1))]).toEqual([null, null]);
  });
});

describe('R-F5 reading of scanned sheets', () => {
  test('turned by up to three degrees, shifted, noisy, on grey paper, upside down: no mark is misread, and few are left to people', () => {
    let [read, doubts, misread] = [0, 0, 0];
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = seededRandom(seed * 7);
      const at = seed % layout.pages.length;
      const { drawn, truth } = filled(layout, at, seed);
      const scan = drawScan(layout.pages[at]!, drawn, {
        dpi: [110, 120, 150][seed % 3]!, degrees: (random() - 0.5) * 6, shift: [(random() - 0.5) * 8, (random() - 0.5) * 8], noise: 10 + random() * 30, paper: 215 + random() * 40, ink: 15 + random() * 40, upsideDown: seed % 5 === 0, random,
      });
      const page = readPage(scan, layout);
      if (!page.ok) throw new Error(`${seed} ${page.error.code}`);
      expect(page.value.page).toBe(at + 1);
      read += page.value.marks.length;
      doubts += page.value.marks.filter((one) => one.doubt !== null).length;
      misread += wrong(page.value.marks, truth).length;
    }
    process.stdout.write(`scanned sheets: ${read} questions read, ${misread} misread, ${doubts} left to people (${((doubts * 100) / read).toFixed(1)} %)\n`);
    expect(misread).toBe(0);
    expect(doubts / read).toBeLessThan(0.03);
  }, 120_000);

  test('faint ticks are never taken for a blank, two marks never for one, specks never for a mark', () => {
    let [faint, caught, specks] = [0, 0, 0];
    for (let seed = 1; seed <= 2; seed += 1) {
      const { drawn, truth } = filled(layout, 0, seed, ['faint']);
      const scan = drawScan(layout.pages[0]!, drawn, { ...plain(seed), dpi: 130, noise: 15, degrees: 1 });
      const page = readPage(scan, layout);
      if (!page.ok) throw new Error(page.error.code);
      expect(wrong(page.value.marks, truth)).toEqual([]);
      faint += Object.keys(drawn).length;
      caught += page.value.marks.filter((one) => one.doubt === 'faint').length;
      const dirty = Object.fromEntries(layout.pages[0]!.boxes.map((box) => [`${box.subject}/${box.item}/${box.option}`, 'speck' as const]));
      const clean = readPage(drawScan(layout.pages[0]!, dirty, plain(seed)), layout);
      specks += clean.ok ? clean.value.marks.filter((one) => one.mark !== null && one.doubt === null).length : 1000;
    }
    process.stdout.write(`faint ticks: ${faint} drawn, ${caught} left to people, the others read\n`);
    expect(specks).toBe(0);
    const [box] = layout.pages[0]!.boxes;
    const both = { [`${box!.subject}/${box!.item}/hao`]: 'tick', [`${box!.subject}/${box!.item}/cha`]: 'full' } as const;
    const twice = readPage(drawScan(layout.pages[0]!, both, plain(3)), layout);
    expect(twice.ok && twice.value.marks[0]).toEqual({ subject: box!.subject, item: box!.item, mark: TWO_MARKS, doubt: 'several' });
  }, 60_000);

  test('a form of another meeting or class, a cut sheet, an empty page and a turned page are refused by name', () => {
    const other = layoutForm({ ...content, class: 'leaders' }, words)!;
    expect(readPage(drawScan(other.pages[0]!, {}, plain(1)), layout)).toEqual({ ok: false, error: { code: 'scan.wrong-form', params: { code: other.code } } });
    const cut = drawScan(layout.pages[0]!, {}, { ...plain(1), shift: [18, 0] });
    expect(readPage(cut, layout)).toMatchObject({ error: { code: 'scan.no-corners' } });
    expect(readPage({ width: 900, height: 1200, data: new Uint8Array(900 * 1200).fill(255) }, layout)).toMatchObject({ error: { code: 'scan.no-corners' } });
    expect(readPage({ width: 900, height: 1200, data: new Uint8Array(900 * 1200) }, layout)).toMatchObject({ error: { code: 'scan.no-corners' } });
    const uncoded = { ...layout.pages[0]!, rects: layout.pages[0]!.rects.filter((rect) => rect.width !== 2.4) };
    expect(readPage(drawScan(uncoded, {}, plain(1)), layout)).toMatchObject({ error: { code: 'scan.no-code' } });
  }, 60_000);

  test('pages make sheets only in their order and all of them', () => {
    const two = layoutForm({ ...content, subjects: Array.from({ length: 5 }, (_, n) => ({ id: `s${n}`, name: '', unit: '' })) }, words)!;
    expect(two.pages).toHaveLength(2);
    const page = (n: number) => ({ page: n, marks: [] });
    expect(sheetsOfPages([1, 2, 1, 2].map(page), two, 2)).toMatchObject({ ok: true, value: { sheets: [[], []] } });
    expect(sheetsOfPages([1, 2, 2, 1].map(page), two, 2)).toMatchObject({ error: { code: 'scan.page-order', params: { picture: 3, page: 2, expected: 1 } } });
    expect(sheetsOfPages([1, 2].map(page), two, 2)).toMatchObject({ error: { code: 'scan.sheets-differ' } });
  });
});
