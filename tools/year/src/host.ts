/** Who plays in one host's year, by login. */
export type Host = {
  readonly key: 'department' | 'hospital' | 'county';
  readonly orgName: string;
  readonly sector: string;
  readonly editor: string;
  readonly officer: string;
  readonly leader: string;
  readonly chair: string;
  readonly scrutineers: readonly [string, string];
  /** accounts that take the steps of the vetting chain, in order */
  readonly vetters: readonly string[];
  /** owner named by the scheme → account that enters its figures */
  readonly owners: Readonly<Record<string, string>>;
  readonly secretaries: readonly string[];
  /** people of each evaluator group who come; 60 in all for the department */
  readonly heads: Readonly<Record<string, number>>;
  /** ids of the bonus and deduction questions that are used */
  readonly bonus: string;
  readonly deduction: string;
  /** where its people begin in the row of qualities; 0 where nothing is said */
  readonly shift?: number;
};

const numbered = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}`);

export const DEPARTMENT: Host = {
  key: 'department', orgName: '临江理工大学机电工程系党总支', sector: 'school', editor: 'zuzhiyuan', officer: 'zuzhiyuan', leader: 'fushuji', chair: 'shuji', scrutineers: ['jianpiao1', 'jianpiao2'],
  vetters: ['zuzhiyuan', 'fushuji', 'shuji'], owners: { organiser: 'zuzhiyuan', research_group: 'zuzhiyuan', presiding_leader: 'fushuji' }, secretaries: numbered('zhibu', 12),
  heads: { leaders: 9, peers: 15, members_public: 36 }, bonus: 'b_honour', deduction: 'd_carry',
};

export const HOSPITAL: Host = {
  key: 'hospital', orgName: '中共临江省人民医院委员会', sector: 'hospital', editor: 'yuanban', officer: 'yuanban', leader: 'yuanfu', chair: 'yuanshuji', scrutineers: ['yuanjian1', 'yuanjian2'],
  vetters: ['yuanban', 'yuanfu', 'yuanshuji'], owners: { party_office: 'yuanban', supervision_team: 'yuanban', presiding_leader: 'yuanfu', monitoring_group: 'yuanban', conduct_office: 'yuanban' }, secretaries: numbered('yiyuan', 6),
  heads: { leaders: 7, functional: 12, staff: 30, patients: 11 }, bonus: 'b_honour', deduction: 'd_notice',
};
