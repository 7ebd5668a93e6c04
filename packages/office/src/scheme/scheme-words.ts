import { resolveText, type Catalogue, type TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';

type Params = Readonly<Record<string, string | number>>;

/** Words with which a scheme is written out: own sentences, the scheme's wording, and the names of what the scheme refers to. */
export class SchemeWords {
  readonly scheme: Scheme;
  private readonly catalogue: Catalogue;
  private readonly names: Readonly<Record<'node' | 'question' | 'group' | 'ballot' | 'grade' | 'fact' | 'outcome' | 'mark', ReadonlyMap<string, TextRef>>>;

  constructor(scheme: Scheme, catalogue: Catalogue) {
    this.scheme = scheme;
    this.catalogue = catalogue;
    const titles = (list: readonly { readonly id: string; readonly title: TextRef }[] | undefined): ReadonlyMap<string, TextRef> => new Map((list ?? []).map((one) => [one.id, one.title]));
    this.names = {
      node: titles(scheme.score.nodes), question: titles(scheme.questions), group: titles(scheme.groups), ballot: titles(scheme.ballots), grade: titles(scheme.grading.grades),
      fact: titles(scheme.facts), outcome: titles(scheme.grading.outcomes), mark: titles(scheme.grading.marks),
    };
  }

  t(key: string, params: Params = {}): string {
    return resolveText({ key: `doc.${key}` }, this.catalogue, params);
  }

  /** Words that are said only in some cases; nothing where the catalogue is silent. */
  aside(key: string): string {
    return this.catalogue[`doc.${key}`] === undefined ? '' : this.t(key);
  }

  ref(text: TextRef): string {
    return resolveText(text, this.catalogue);
  }

  name(kind: keyof SchemeWords['names'], id: string): string {
    const title = this.names[kind].get(id);
    return title ? this.ref(title) : id;
  }

  list(kind: keyof SchemeWords['names'], ids: readonly string[]): string {
    return this.join(ids.map((id) => this.name(kind, id)));
  }

  role(id: string): string {
    return this.catalogue[`${this.scheme.sector}.role.${id}`] ?? this.catalogue[`doc.role.${id}`] ?? id;
  }

  check(check: string): string {
    const [id = check] = check.split('@');
    return this.catalogue[`${this.scheme.sector}.check.${id.replace(`${this.scheme.sector}.`, '')}`] ?? this.catalogue[`doc.check.${id}`] ?? id;
  }

  item(ballot: string, item: string): string {
    const found = this.scheme.ballots.find((one) => one.id === ballot)?.items.find((one) => one.id === item);
    return found ? this.ref(found.title) : item;
  }

  option(ballot: string, item: string, option: string): string {
    const scale = this.scheme.ballots.find((one) => one.id === ballot)?.items.find((one) => one.id === item)?.scale;
    const found = this.scheme.scales.find((one) => one.id === scale)?.options.find((one) => one.id === option);
    return found ? this.ref(found.title) : option;
  }

  join(parts: readonly string[]): string {
    return parts.filter((part) => part !== '').join(this.t('join'));
  }

  /** A share 0..1 as a percentage of at most two decimals. */
  percent(share: number): string {
    return `${Number((share * 100).toFixed(2))}%`;
  }
}
