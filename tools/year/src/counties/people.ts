import type { Host } from '../host.ts';
import { countyHost } from '../province/county.ts';
import type { Newcomer } from '../province/world.ts';
import { dueOf, type CountyPlan } from './plan.ts';

/** Office, the four who vet and two scrutineers of each county, in the order of the plans. */
const NAMES: readonly (readonly string[])[] = [
  ['滕若谷', '臧清源', '邬怀玉', '岑致远', '宁守正', '蒲知微', '芮安之'], ['左青禾', '危思远', '桑予安', '裘立人', '辜明远', '甄素心', '边朗然'], ['柴望京', '池砚之', '荆楚白', '龚自强', '惠千帆', '瞿秋水', '盛以微'],
  ['解听雨', '郁南星', '巫明善', '丛山岳', '姬长庚', '咸宁远', '单一枝'], ['洪叶舟', '满江平', '戎马川', '路遥知', '游于艺', '须立秋', '应如是'], ['宰思齐', '国士安', '万里晴', '从善如', '成蹊言', '穆清风', '言午桥'],
  ['步青岩'], ['牟知新', '冀北川', '师道明', '宫商羽', '习之白', '步月明', '养浩然'], ['仰景行', '舒望山', '麦秋实', '丰年庆', '阳关雪', '古渡川', '南乔木'], ['时雨霁'], ['鱼跃渊', '鲍雨生', '经纬之', '展眉山', '劳谦益', '安澜江', '常青松'],
];

export function hostOf(plan: CountyPlan, secretaries: number): Host {
  return { ...countyHost(plan.n, plan.name, secretaries, dueOf(plan)), shift: plan.shift };
}

/** Accounts of a county's own people; a county that has not come to its meeting has no scrutineers, one that has not opened its year the office alone. */
export function peopleOf(plan: CountyPlan, host: Host, orgId: string): Newcomer[] {
  const names = NAMES[plan.n - 2]!;
  const roles: readonly (readonly [login: string, roles: readonly string[]])[] = [
    [host.officer, ['host_officer', 'scheme_editor', 'clerk', 'scorer:organisation_department']], [host.vetters[0]!, ['vetter:office_head']], [host.vetters[1]!, ['host_leader', 'vetter:deputy_minister']],
    [host.vetters[2]!, ['host_leader', 'vetter:minister']], [host.vetters[3]!, ['committee', 'host_leader', 'vetter:county_secretary']], [host.scrutineers[0], ['scrutineer']], [host.scrutineers[1], ['scrutineer']],
  ];
  const count = ['unopened', 'planning', 'research'].includes(plan.stands) ? 1 : plan.stands === 'reporting' || plan.stands === 'vetting' ? 5 : 7;
  return roles.slice(0, count).map(([login, given], at) => ({ login, name: names[at]!, orgId, grants: given.map((role) => ({ role, orgId })) }));
}
