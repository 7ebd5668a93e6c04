import { describe, expect, test } from '@jest/globals';
import { unwritten } from '@shuping/plugin-sdk';
import { SECTOR_PLUGINS } from '../../plugins.ts';
import { RoleCatalogue } from '../authz/index.ts';
import { CodedError } from '../coded-error.ts';
import { SectorPlugins } from './sector-plugins.ts';

function problemOf(list: readonly unknown[]): unknown {
  try {
    SectorPlugins.load(list, new RoleCatalogue());
  } catch (error) {
    if (error instanceof CodedError) return error.problem;
    throw error;
  }
  return undefined;
}

describe('R-B1 sector plugins at start', () => {
  test('the listed plugins load, bring their roles under their own id, and words in both languages', () => {
    const roles = new RoleCatalogue();
    const plugins = SectorPlugins.load(SECTOR_PLUGINS, roles);
    expect(plugins.all.map((plugin) => plugin.id)).toEqual(['school', 'hospital', 'village', 'community', 'township', 'soe', 'liangxin', 'agency']);
    for (const plugin of plugins.all) for (const role of plugin.roles) expect(roles.find(role.id, plugin.id)).toBeDefined();
    expect(Object.keys(plugins.catalogue('en')).sort()).toEqual(Object.keys(plugins.catalogue('zh-CN')).sort());
    expect(plugins.get('prison')).toBeUndefined();
  });

  test('no listed plugin has words still to be written', () => {
    const plugins = SectorPlugins.load(SECTOR_PLUGINS, new RoleCatalogue());
    expect(plugins.all.map((plugin) => [plugin.id, unwritten(plugin)])).toEqual(plugins.all.map((plugin) => [plugin.id, []]));
  });

  test('a broken plugin stops the start and names the place', () => {
    const [school] = SECTOR_PLUGINS as readonly { scheme: { minMonthsInPost: number } }[];
    const broken = { ...school, scheme: { ...school!.scheme, minMonthsInPost: -1 }, hash: undefined };
    expect(problemOf([broken])).toMatchObject({ code: 'plugin.invalid', params: { plugin: 'school', at: 'scheme/minMonthsInPost' } });
    expect(problemOf([school, school])).toMatchObject({ code: 'plugin.duplicate' });
    expect(problemOf([{ ...school, apiVersion: 9 }])).toMatchObject({ code: 'plugin.api-version' });
  });
});
