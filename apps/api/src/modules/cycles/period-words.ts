import { periodName } from '@shuping/domain';
import { resolveText } from '@shuping/kernel';
import { words } from './locales/zh-CN.ts';

/** Name of a cycle whose office gives it none; documents quote it. */
export function usualTitle(host: string, period: string): string {
  return resolveText({ key: 'cycle.title' }, words, { host, period: periodTitle(period) });
}

/** A period as official documents name it: 2026年度, 2026年上半年, 2026年第三季度. */
export function periodTitle(period: string): string {
  const { key, params } = periodName(period);
  return resolveText({ key }, words, params);
}
