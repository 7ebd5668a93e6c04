import { Injectable } from '@nestjs/common';
import { CatalogueWords, SectorPlugins } from '../../platform/plugins/index.ts';
import { words } from './locales/zh-CN.ts';

/** Words of official documents, with those of the sector plugins. */
@Injectable()
export class DocumentWords extends CatalogueWords {
  constructor(plugins: SectorPlugins) {
    super({ ...plugins.catalogue('zh-CN'), ...words });
  }
}
