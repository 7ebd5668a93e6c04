import type { Catalogue } from '@shuping/kernel';

export const catalogue: Catalogue = {
  'todo.programme': '按{{owner}}年度部署开启考核周期',
  'todo.urged': '上级催办：{{cycle}}进度',
  'todo.programme_withdrawn': '知悉：{{owner}}已撤回《{{title}}》',
  'errors.programme.not-found': '找不到这份年度部署',
  'errors.programme.frozen': '已经印发的部署不能再改',
  'errors.programme.not-issued': '这份部署不在执行中',
  'errors.programme.no-hosts': '还没有选主送单位',
  'errors.programme.nothing-ordered': '必答题和日程都是空的，没有可部署的内容',
  'errors.programme.host-not-below': '有单位不在本级下面，不能作为主送单位',
  'errors.programme.not-addressed': '这份部署不适用于这个单位',
  'errors.programme.too-many-questions': '本级今年的必答题共 {{count}} 道，最多 {{most}} 道',
  'errors.programme.calendar-looser': '“{{stage}}”的日期比{{by}}的部署宽，应以 {{day}} 为限',
  'errors.programme.calendar-empty': '“{{stage}}”最早 {{earliest}}、最迟 {{latest}}，没有一天能同时满足',
  'errors.programme.too-early': '“{{stage}}”不得早于 {{earliest}}（{{by}}部署）',
  'errors.programme.too-late': '“{{stage}}”不得迟于 {{latest}}（{{by}}部署）',
  'errors.programme.conflict': '部署的必答题与各级方案的限定不能同时成立，共 {{count}} 处',
  'errors.programme.not-withdrawn': '这份部署没有撤回，不用知悉',
};
