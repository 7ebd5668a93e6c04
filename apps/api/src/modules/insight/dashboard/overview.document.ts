import type { Counted, DashboardOut, Measure } from '@shuping/contracts';
import { Fraction, type TextRef } from '@shuping/kernel';
import type { Block, OfficialDocument } from '@shuping/office';
import type { CatalogueWords } from '../../../platform/plugins/index.ts';

type Params = Readonly<Record<string, string | number>>;

/** Part of a whole as 85.7%; a dash of nothing. */
export function shareText(part: number, whole: number, none: string): string {
  if (whole === 0) return none;
  const text = new Fraction(BigInt(part) * 100n, BigInt(whole)).toFixed(1);
  return `${text.endsWith('.0') ? text.slice(0, -2) : text}%`;
}

/** 年度综述 (R-J2): the figures of the dashboard in the words of an official document, each taken from it as it stands there. */
export function overviewDocument(data: DashboardOut, sector: string | undefined, words: CatalogueWords): OfficialDocument {
  const say = new Sayer(data, words);
  const narrow = sector === undefined ? '' : words.t('narrow.sector', { sector: words.ref({ key: `${sector}.sector` }) });
  return {
    title: words.t('title', { year: data.year }),
    blocks: [
      { kind: 'p', text: words.t('opening', { year: data.year, unit: data.unit.name, narrow, cycles: say.n('cycles'), assessees: say.n('assessees') }) },
      { kind: 'h1', text: words.t('h.coverage') }, { kind: 'p', text: say.coverage() }, { kind: 'p', text: say.reports() },
      { kind: 'h1', text: words.t('h.grades') }, { kind: 'p', text: say.grades() },
      { kind: 'h1', text: words.t('h.problems') }, { kind: 'p', text: say.problems() }, ...say.common(),
      { kind: 'h1', text: words.t('h.use') }, { kind: 'p', text: say.use() },
      { kind: 'h1', text: words.t('h.places') }, ...say.tables(),
    ],
    signer: data.unit.name, date: words.day(data.today), note: words.t('note', { day: words.day(data.today) }),
  };
}

class Sayer {
  private readonly data: DashboardOut;
  private readonly words: CatalogueWords;

  constructor(data: DashboardOut, words: CatalogueWords) {
    this.data = data;
    this.words = words;
  }

  n(measure: Measure, of: Counted = this.data.total): number {
    return of.n[measure] ?? 0;
  }

  private share(part: Measure, whole: Measure, of: Counted = this.data.total): string {
    return shareText(this.n(part, of), this.n(whole, of), this.words.t('none'));
  }

  coverage(): string {
    const { t } = this.bound();
    const missing = this.n('uncovered');
    const all = missing === 0 ? t('coverage.all', { units: this.n('units') }) : t('coverage.some', { units: this.n('units'), covered: this.n('covered'), rate: this.share('covered', 'units'), missing });
    return this.n('left_out') > 0 ? all + t('coverage.left', { left: this.n('left_out') }) : all;
  }

  reports(): string {
    const { t } = this.bound();
    const first = this.n('accepted') > 0 ? t('reports.first', { first: this.n('first_time'), rate: this.share('first_time', 'accepted') }) : '';
    return t('reports', { handed: this.n('handed_in'), accepted: this.n('accepted') }) + first + (this.n('heard') > 0 ? t(this.n('written') > 0 ? 'heard' : 'heard.only', { heard: this.n('heard'), written: this.n('written') }) : t('heard.none')) + this.turnout();
  }

  private turnout(): string {
    const { t } = this.bound();
    const { took_part: voted, entitled } = this.data.total.amounts;
    return entitled ? t('turnout', { meetings: this.n('voted'), entitled, voted: voted ?? 0, rate: shareText(voted ?? 0, entitled, t('none')) }) : '';
  }

  grades(): string {
    const { t, ref } = this.bound();
    const { total, before, grades } = this.data;
    const graded = this.n('graded');
    if (graded === 0) return t('grades.none');
    const list = grades.filter(({ id }) => (total.grades[id] ?? 0) > 0).map(({ id, title }) => t('grades.one', { grade: ref(title as TextRef), count: total.grades[id]!, rate: shareText(total.grades[id]!, graded, t('none')) }));
    const best = grades[0];
    const last = before && best && this.n('graded', before) > 0 ? t('grades.last', { grade: ref(best.title as TextRef), rate: shareText(before.grades[best.id] ?? 0, this.n('graded', before), t('none')) }) : '';
    return t('grades', { graded, list: list.join(t('list.comma')) }) + last;
  }

  problems(): string {
    const { t } = this.bound();
    if (this.n('problems') === 0) return t('problems.none');
    const { before } = this.data;
    const [open, overdue] = [this.n('problems_open'), this.n('problems_overdue')];
    // what is neither closed nor open was handed on to the next year, so that the parts add up to the whole
    const carried = this.n('problems') - this.n('problems_closed') - open;
    const now = [t('problems', { problems: this.n('problems'), closed: this.n('problems_closed'), rate: this.share('problems_closed', 'problems') }), ...(open > 0 ? [t(overdue > 0 ? 'problems.overdue' : 'problems.open', { open, overdue })] : []), ...(carried > 0 ? [t('problems.carried', { carried })] : [])].join(t('list.semicolon')) + t('stop');
    const last = before && this.n('problems', before) > 0 ? t('problems.last', { rate: this.share('problems_closed', 'problems', before) }) : '';
    const { satisfied, asked } = this.data.total.amounts;
    const content = asked ? t('problems.satisfied', { surveyed: this.n('surveyed'), asked, satisfied: satisfied ?? 0, rate: shareText(satisfied ?? 0, asked, t('none')) }) : '';
    return now + last + t('problems.repeated', { repeated: this.n('problems_repeated') }) + content;
  }

  common(): Block[] {
    const { t } = this.bound();
    if (this.data.common.length === 0) return [];
    return [{ kind: 'p', text: t('common', { list: this.data.common.map((one) => t('common.one', one)).join(t('list.semicolon')) }) }];
  }

  use(): string {
    const { t } = this.bound();
    const talks = this.n('talks') === 0 ? t('talks.none') : t('talks', { talks: this.n('talks'), done: this.n('talks_done'), rate: this.share('talks_done', 'talks'), late: this.n('talks_late') }) + (this.n('talks_late') > 0 ? t('talks.late', { late: this.n('talks_late') }) : '') + t('stop');
    const kept = { commitments: this.n('commitments'), judged: this.n('commitments_judged'), kept: this.n('commitments_kept'), rate: this.share('commitments_kept', 'commitments_judged') };
    return [talks, this.n('awards') > 0 ? t('awards', { awards: this.n('awards') }) : '', kept.commitments === 0 ? '' : t(kept.judged === 0 ? 'commitments.unjudged' : 'commitments', kept), this.n('projects') === 0 ? '' : t('projects', { projects: this.n('projects'), done: this.n('projects_done') })].join('');
  }

  tables(): Block[] {
    const { t, ref } = this.bound();
    const { rows, bySector, total, grades } = this.data;
    const best = grades[0];
    const line = (name: string, of: Counted): string[] => [
      name, String(this.n('assessees', of)), String(this.n('problems', of)), String(this.n('problems_closed', of)), this.share('problems_closed', 'problems', of), this.n('talks', of) === 0 ? t('none') : `${this.n('talks_done', of)}/${this.n('talks', of)}`,
      ...(best ? [shareText(of.grades[best.id] ?? 0, this.n('graded', of), t('none'))] : []),
    ];
    const head = (first: string): string[] => [first, ...['assessees', 'problems', 'closed', 'rate', 'talks'].map((column) => t(`table.${column}`)), ...(best ? [t('table.good', { grade: ref(best.title as TextRef) })] : [])];
    const widths = [3, 1.6, 1.6, 1.3, 1.3, 1.7, ...(best ? [1.5] : [])];
    const places = rows.filter((row) => row.level === 0).map((row) => line(row.own ? t('own', { name: row.name }) : row.name, row));
    return [
      { kind: 'h2', text: t('h.byPlace') }, { kind: 'table', header: head(t('table.place')), widths, rows: [...places, line(t('total'), total)] },
      ...(bySector.length > 1 ? [{ kind: 'h2' as const, text: t('h.bySector') }, { kind: 'table' as const, header: head(t('table.sector')), widths, rows: bySector.map((one) => line(ref({ key: `${one.sector}.sector` }), one)) }] : []),
    ];
  }

  private bound(): { t: (key: string, params?: Params) => string; ref: (text: TextRef) => string } {
    return { t: (key, params) => this.words.t(key, params), ref: (text) => this.words.ref(text) };
  }
}
