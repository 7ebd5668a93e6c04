import { textKeysOf, type Scheme } from '@shuping/scheme';
import type { SectorManifest } from '../manifest.schema.ts';
import { finding, type Finding } from './findings.ts';

const places = (text: string): string => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort().join(',');

const worded = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

/** Words of the sector: text.missing (a key without words in a locale), text.prefix (a key outside the sector), text.places (a place such as {{name}} in one locale only). */
export function textFindings(plugin: SectorManifest): Finding[] {
  const { catalogues } = plugin;
  const outside = { title: plugin.title, duties: plugin.duties, profileFields: plugin.profileFields } as unknown as Scheme;
  const used = [
    ...textKeysOf(plugin.scheme).map(({ path, key }) => ({ at: `scheme/${path}`, key })),
    ...textKeysOf(outside).map(({ path, key }) => ({ at: path, key })),
    ...plugin.roles.map((role) => ({ at: `roles/${role.id}`, key: `${plugin.id}.role.${role.id}` })),
    ...plugin.checks.map((check) => ({ at: `checks/${check.id}`, key: `${plugin.id}.check.${nameOf(check.id, plugin.id)}` })),
    { at: 'id', key: `${plugin.id}.layer.tag` },
  ];
  const locales = ['zh-CN', 'en'] as const;
  const missing = used.flatMap(({ at, key }) =>
    locales.filter((locale) => (catalogues[locale][key] ?? '').trim() === '').map((locale) => finding('text.missing', at, { locale, key })),
  );
  const keys = [...new Set(locales.flatMap((locale) => Object.keys(catalogues[locale])))];
  return [
    ...missing,
    ...keys.filter((key) => !key.startsWith(`${plugin.id}.`)).map((key) => finding('text.prefix', `catalogues/${key}`)),
    ...keys.flatMap((key) => {
      const [zh, en] = [worded(catalogues['zh-CN'][key]), worded(catalogues.en[key])];
      if (zh === undefined || en === undefined) return used.some((use) => use.key === key) ? [] : [finding('text.missing', `catalogues/${key}`, { locale: zh === undefined ? 'zh-CN' : 'en', key })];
      return places(zh) === places(en) ? [] : [finding('text.places', `catalogues/${key}`)];
    }),
  ];
}

/** `business-for-duty` of `school.business-for-duty@1`. */
export function nameOf(check: string, sector: string): string {
  return check.replace(/@\d+$/, '').replace(new RegExp(`^${sector}\\.`), '');
}
