/** One organisation of the demonstration; children follow their parent in the list. */
export type WorldOrg = { readonly key: string; readonly parent: string | null; readonly name: string; readonly shortName: string; readonly kind: string; readonly sector: string; readonly guide?: string };

const branch = (parent: string, sector: string, index: number, name: string): WorldOrg => ({ key: `${parent}-${index + 1}`, parent, name, shortName: name, kind: 'branch', sector });

export const SCHOOL_BRANCHES = [
  '机械设计教工支部', '电气自动化教工支部', '机器人研究所教工支部', '实验中心教工支部', '系行政教工支部', '材料成型教工支部',
  '研究生第一支部', '研究生第二支部', '本科生第一支部', '本科生第二支部', '本科生第三支部', '离退休教工支部',
] as const;

export const HOSPITAL_BRANCHES = ['心血管内科党支部', '骨科党支部', '儿科党支部', '检验与影像党支部', '护理部党支部', '行政后勤党支部'] as const;

/** 临江省: a fictional province with one university department and one hospital as hosts. */
export const ORGANISATIONS: readonly WorldOrg[] = [
  { key: 'province', parent: null, name: '中共临江省委员会', shortName: '临江省委', kind: 'committee', sector: '' },
  { key: 'education', parent: 'province', name: '中共临江省委教育工作委员会', shortName: '省委教育工委', kind: 'work_committee', sector: '' },
  { key: 'health', parent: 'province', name: '临江省卫生健康委员会党组', shortName: '省卫健委党组', kind: 'leading_group', sector: '' },
  { key: 'university', parent: 'province', name: '中共临江理工大学委员会', shortName: '临江理工大学党委', kind: 'committee', sector: 'school', guide: 'education' },
  { key: 'department', parent: 'university', name: '临江理工大学机电工程系党总支', shortName: '机电工程系党总支', kind: 'general_branch', sector: 'school' },
  ...SCHOOL_BRANCHES.map((name, i) => branch('department', 'school', i, name)),
  { key: 'hospital', parent: 'province', name: '中共临江省人民医院委员会', shortName: '省人民医院党委', kind: 'committee', sector: 'hospital', guide: 'health' },
  ...HOSPITAL_BRANCHES.map((name, i) => branch('hospital', 'hospital', i, name)),
];

/** Branch secretaries in the order of their branches; invented names, some with rare characters on purpose. */
export const SCHOOL_SECRETARIES = ['谈牧之', '亓官若楠', '霍砚秋', '缪䶮', '覃书瑶', '祁𬀩', '闻人叔野', '柏㛃', '车望舒', '逯小满', '寿怀瑾', '令狐㸌'] as const;
export const HOSPITAL_SECRETARIES = ['郗景行', '宓如初', '古丽娜尔·艾合买提江', '鄢思齐', '公冶清和', '詹若谷'] as const;

export type WorldGrant = { readonly role: string; readonly at: string; readonly sectors?: readonly string[] };
export type WorldAccount = { readonly login: string; readonly name: string; readonly at: string; readonly post: string; readonly grants: readonly WorldGrant[]; readonly card?: { readonly role: string; readonly note: string } };

const both = (at: string, roles: readonly string[]): WorldGrant[] => roles.map((role) => ({ role, at }));

export const ACCOUNTS: readonly WorldAccount[] = [
  { login: 'admin', name: '钟离敬', at: 'province', post: '系统管理员', grants: both('province', ['system_admin']), card: { role: 'system_admin', note: 'accounts' } },
  { login: 'shenji', name: '卫岚', at: 'province', post: '审计管理员', grants: both('province', ['audit_admin']), card: { role: 'audit_admin', note: 'audit' } },
  { login: 'xiaozuzhi', name: '宣知白', at: 'university', post: '组织部部长', grants: both('university', ['scheme_editor', 'observer', 'org_admin']), card: { role: 'scheme_editor', note: 'university-layer' } },
  { login: 'zuzhiyuan', name: '沈砚秋', at: 'department', post: '专职组织员', grants: both('department', ['host_officer', 'scheme_editor', 'clerk', 'vetter:organiser', 'scorer:organiser', 'scorer:research_group']), card: { role: 'host_officer', note: 'school' } },
  { login: 'fushuji', name: '顾怀瑾', at: 'department', post: '党总支副书记', grants: both('department', ['host_leader', 'vetter:deputy_secretary', 'scorer:presiding_leader']), card: { role: 'host_leader', note: 'school' } },
  { login: 'shuji', name: '贺云川', at: 'department', post: '党总支书记', grants: both('department', ['committee', 'host_leader', 'vetter:party_secretary']), card: { role: 'committee', note: 'school' } },
  { login: 'jianpiao1', name: '纪望舒', at: 'department', post: '监票人', grants: both('department', ['scrutineer']), card: { role: 'scrutineer', note: 'school' } },
  { login: 'jianpiao2', name: '祝青禾', at: 'department', post: '监票人', grants: both('department', ['scrutineer']) },
  { login: 'yuanban', name: '鲁若水', at: 'hospital', post: '党委办公室主任', grants: both('hospital', ['host_officer', 'scheme_editor', 'clerk', 'org_admin', 'vetter:party_office', 'scorer:party_office', 'scorer:supervision_team', 'scorer:monitoring_group', 'scorer:conduct_office']), card: { role: 'host_officer', note: 'hospital' } },
  { login: 'yuanfu', name: '上官明远', at: 'hospital', post: '党委副书记', grants: both('hospital', ['host_leader', 'vetter:deputy_secretary', 'scorer:presiding_leader']) },
  { login: 'yuanshuji', name: '韩立本', at: 'hospital', post: '党委书记', grants: both('hospital', ['committee', 'host_leader', 'vetter:party_secretary']), card: { role: 'committee', note: 'hospital' } },
  { login: 'yuanjian1', name: '卓一鸣', at: 'hospital', post: '监票人', grants: both('hospital', ['scrutineer']) },
  { login: 'yuanjian2', name: '尚清越', at: 'hospital', post: '监票人', grants: both('hospital', ['scrutineer']) },
  ...SCHOOL_SECRETARIES.map((name, i): WorldAccount => ({
    login: `zhibu${String(i + 1).padStart(2, '0')}`, name, at: `department-${i + 1}`, post: '党支部书记', grants: both(`department-${i + 1}`, ['secretary']),
    ...(i === 0 ? { card: { role: 'secretary', note: 'school' } } : {}),
  })),
  ...HOSPITAL_SECRETARIES.map((name, i): WorldAccount => ({
    login: `yiyuan${String(i + 1).padStart(2, '0')}`, name, at: `hospital-${i + 1}`, post: '党支部书记', grants: both(`hospital-${i + 1}`, ['secretary']),
    ...(i === 0 ? { card: { role: 'secretary', note: 'hospital' } } : {}),
  })),
  { login: 'shengzuzhi', name: '管攸宁', at: 'province', post: '省委组织部组织二处处长', grants: both('province', ['programme_officer', 'scheme_editor', 'org_admin']), card: { role: 'scheme_editor', note: 'province' } },
];

/** Password of every demonstration account; accounts of a real installation get their own and must change it. */
export const DEMO_PASSWORD = 'Linjiang-2026';
