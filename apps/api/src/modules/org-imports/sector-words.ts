import { resolveText } from '@shuping/kernel';
import type { SectorPlugins } from '../../platform/plugins/index.ts';
import type { SectorWords } from './read-orgs.ts';

/** Names of the sectors in both languages, Chinese first. */
export function sectorWords(plugins: SectorPlugins): SectorWords[] {
  const [zh, en] = [plugins.catalogue('zh-CN'), plugins.catalogue('en')];
  return plugins.all.map(({ id, title }) => ({ id, words: [resolveText(title, zh), resolveText(title, en)] }));
}
