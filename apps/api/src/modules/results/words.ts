import { Injectable } from '@nestjs/common';
import { resolveText, type Catalogue, type Day, type TextRef } from '@shuping/kernel';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { words } from './locales/zh-CN.ts';

type Params = Readonly<Record<string, string | number>>;

/** Words of official documents, with those of the sector plugins. */
@Injectable()
export class DocumentWords {
  private readonly catalogue: Catalogue;

  constructor(plugins: SectorPlugins) {
    this.catalogue = { ...plugins.catalogue('zh-CN'), ...words };
  }

  t(key: string, params: Params = {}): string {
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
