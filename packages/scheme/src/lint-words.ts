/** What a formal indicator counts instead of results (SRC1 少查资料、少翻台账; SRC3 重软件资料、轻工作实绩). */
export type FormalismKind = 'meetings' | 'documents' | 'photos' | 'screenshots' | 'likes' | 'study_hours' | 'held_data';

/** `any`: one of these makes it formal; `unless`: words that turn it to results. Patterns are matched on wording without blanks, lower case. */
export type FormalismRule = { readonly kind: FormalismKind; readonly any: readonly RegExp[]; readonly unless?: RegExp };

const COUNT = '(次数|场次|期数|频次|不少于|不低于|至少|每(月|季度|季|半年|年|周)|[0-9一二三四五六七八九十两]+(次|场|期))';

export const FORMALISM_RULES: readonly FormalismRule[] = [
  {
    kind: 'meetings',
    any: [
      new RegExp(`(会议|开会|召开|党课|学习会|例会|专题会|座谈会|研究党建|主题党日|三会一课).{0,12}${COUNT}`),
      new RegExp(`${COUNT}.{0,8}(会议|开会|党课|专题会|座谈会|例会|主题党日|研究党建)`),
      /number of (meetings|lectures)|meetings? (held|per|a) |at least \w+ meetings?/,
    ],
    unless: /(决定|议定|决议)(事项)?.{0,6}(落实|办结|执行)/,
  },
  {
    kind: 'documents',
    any: [
      /(文件|方案|简报|信息|总结|资料|材料|台账|记录|笔记|心得|心得体会|报道|稿件|档案).{0,10}(份数|篇数|件数|数量|字数|齐全|完整|完备|规范|上报|报送|装订|[0-9一二三四五六七八九十两]+(份|篇|件|条|本))/,
      /([0-9一二三四五六七八九十两]+|不少于.{0,4})(份|篇|本).{0,6}(文件|方案|简报|信息|总结|资料|材料|记录|笔记|心得|报道|稿件)/,
      /(制定|印发|出台).{0,12}(文件|方案|制度).{0,6}(数|个|份)/,
      /number of (documents|reports|articles|files)|(notes|records|files) (are )?complete/,
    ],
  },
  { kind: 'photos', any: [/照片|留影|图片佐证|影像资料|合影|拍照/, /\bphotos?\b/] },
  { kind: 'screenshots', any: [/截图|截屏/, /\bscreenshots?\b/] },
  { kind: 'likes', any: [/点赞|转发|关注数|关注量|阅读量|点击量|浏览量|打卡|积分排名|学习强国.{0,8}(积分|得分|排名)|粉丝/, /\b(likes|shares|followers|clicks)\b/] },
  { kind: 'study_hours', any: [/学时|学习时长|在线时长|学习时间.{0,6}小时|培训.{0,8}(小时|课时)|课时数/, /\b(study|training|learning) hours\b/] },
  { kind: 'held_data', any: [/(报送|上报|填报|提供).{0,8}(党员名册|党员人数|党员花名册|支部数|组织数|党员信息|任职情况|换届时间)/, /党员(名册|花名册)/] },
];
