import type { Host } from '../host.ts';
import type { Grant, Newcomer } from './world.ts';

const numbered = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}`);

/** Everybody of the five groups who comes, by how many the county has room for. */
export const HALL = { standing: 11, leading_units: 24, peers: 20, delegates: 30, masses: 35 } as const;
export const SMALL_HALL = { standing: 5, leading_units: 6, peers: 5, delegates: 6, masses: 6 } as const;

/** Logins of a county's office; `n` tells the counties apart. */
export function countyHost(n: number, orgName: string, secretaries: number, heads: Host['heads']): Host {
  const prefix = `xian${n}`;
  return {
    key: 'county', orgName, sector: '', editor: `${prefix}-zuzhi`, officer: `${prefix}-zuzhi`, leader: `${prefix}-fubuzhang`, chair: `${prefix}-shuji`, scrutineers: [`${prefix}-jian1`, `${prefix}-jian2`],
    vetters: [`${prefix}-kezhang`, `${prefix}-fubuzhang`, `${prefix}-buzhang`, `${prefix}-shuji`], owners: { organisation_department: `${prefix}-zuzhi` },
    secretaries: numbered(`${prefix}-s`, secretaries), heads, bonus: 'b_power', deduction: 'd_notice',
  };
}

/** The county's own people: office, four who vet, two scrutineers. Of a county that only opens its cycle, the office alone. */
export function countyPeople(host: Host, orgId: string, whole: boolean): Newcomer[] {
  const grants = (roles: readonly string[]): Grant[] => roles.map((role) => ({ role, orgId }));
  const office: Newcomer = { login: host.officer, name: '叶知微', orgId, grants: grants(['host_officer', 'scheme_editor', 'clerk', 'scorer:organisation_department']) };
  if (!whole) return [office];
  return [
    office,
    { login: host.vetters[0]!, name: '费临渊', orgId, grants: grants(['vetter:office_head']) },
    { login: host.vetters[1]!, name: '翁佩兰', orgId, grants: grants(['host_leader', 'vetter:deputy_minister']) },
    { login: host.vetters[2]!, name: '石介然', orgId, grants: grants(['host_leader', 'vetter:minister']) },
    { login: host.vetters[3]!, name: '康伯言', orgId, grants: grants(['committee', 'host_leader', 'vetter:county_secretary']) },
    { login: host.scrutineers[0], name: '柯静姝', orgId, grants: grants(['scrutineer']) },
    { login: host.scrutineers[1], name: '路修远', orgId, grants: grants(['scrutineer']) },
  ];
}
