import { resolveText, type Catalogue, type Day, type TextRef } from '@shuping/kernel';

/** Words of one catalogue, as a document takes them. The catalogue says under `day` how a day is written. */
export class CatalogueWords {
  private readonly catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
  }

  t(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    return resolveText({ key }, this.catalogue, params);
  }

  ref(text: TextRef): string {
    return resolveText(text, this.catalogue);
  }

  /** 2026年12月18日 */
  day(day: Day): string {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    return this.t('day', { year, month, day: date });
  }
}
