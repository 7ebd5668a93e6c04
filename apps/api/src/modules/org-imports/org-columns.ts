import type { OrganisationOut } from '@shuping/contracts';
import type { ColumnSpec } from '@shuping/office';

/** Columns of an office's table of organisations by the names that offices give them. */
export const ORG_COLUMNS: readonly ColumnSpec[] = [
  { key: 'code', header: '组织编码', synonyms: ['编码', '党组织编码', '党组织代码', '组织代码', '单位编码', '单位代码', '代码', '区划代码', '行政区划代码'], kind: 'id' },
  { key: 'name', header: '党组织名称', synonyms: ['名称', '组织名称', '党组织', '党组织全称', '全称', '单位名称', '单位', '单位全称', '机构名称'], kind: 'text', required: true },
  { key: 'shortName', header: '简称', synonyms: ['党组织简称', '组织简称', '单位简称'], kind: 'text' },
  { key: 'parent', header: '上级党组织', synonyms: ['上级', '上级组织', '上级党组织名称', '隶属党组织', '隶属关系', '所属党组织', '上级单位', '隶属单位', '主管单位'], kind: 'text' },
  { key: 'parentCode', header: '上级编码', synonyms: ['上级组织编码', '上级党组织编码', '上级代码', '上级单位代码', '上级党组织代码', '隶属党组织编码'], kind: 'id' },
  { key: 'kind', header: '组织类型', synonyms: ['类型', '党组织类型', '党组织类别', '组织类别', '类别'], kind: 'text' },
  { key: 'sector', header: '领域', synonyms: ['所属领域', '行业领域', '领域类别', '行业', '单位类型'], kind: 'text' },
  { key: 'opensOn', header: '成立日期', synonyms: ['成立时间', '建立日期', '建立时间', '设立日期', '设立时间', '组建时间'], kind: 'day' },
];

type Kind = OrganisationOut['kind'];

/** How the kinds are written; the first word of each is offered in the template. */
export const KIND_WORDS: Readonly<Record<Kind, readonly [string, ...string[]]>> = {
  committee: ['党委', '党的委员会', '基层党委', '党委会', 'committee'],
  leading_group: ['党组', '分党组', 'leading group'],
  work_committee: ['党工委', '工委', '党的工作委员会', 'work committee'],
  general_branch: ['党总支', '总支', '总支部', '党总支部', 'general branch'],
  branch: ['党支部', '支部', 'branch'],
  joint_branch: ['联合党支部', '联合支部', 'joint branch'],
  functional: ['功能型党组织', '临时党组织', '功能型党支部', 'functional'],
};

const BY_NAME: readonly (readonly [RegExp, Kind])[] = [
  [/功能型|临时党/, 'functional'], [/联合(党)?支部(委员会)?$/, 'joint_branch'], [/总支(部)?(委员会)?$/, 'general_branch'], [/支部(委员会)?$/, 'branch'], [/(党工委|工作委员会)$/, 'work_committee'], [/党组$/, 'leading_group'],
];

/** Kind that a name tells when the table does not. */
export function kindOfName(name: string): Kind {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'committee';
}

export const MOST_ROWS = 120_000;
/** A province's tree in one workbook. */
export const READ_LIMITS = { wallMs: 60_000, memoryMiB: 1024, maxUnpackedBytes: 150_000_000 } as const;
