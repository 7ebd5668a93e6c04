import type { Catalogue } from '@shuping/kernel';

export const named: Catalogue = {
  'named.title': '记名票条：{{group}}',
  'named.note': '这一类按姓名投票，票条上印姓名，本人用',
  'named.have': '已有票条：{{names}}',
  'named.names': '姓名，一行一个',
  'named.print': '生成 {{count}} 张记名票条',
  'named.rule': '同名再印，旧票条作废，已投的票还在。',
  'named.slip': '记名测评：您的测评会和姓名一起提交，截止前可以改',
  'named.turnout': '记名投票',
  'named.turnout.note': '按姓名投票的，谁交了看得到，评了什么封存以后才看得到',
  'named.turnout.count': '已交 {{done}} / {{of}} 人',
  'named.turnout.missing': '未交：{{names}}',
  'named.list': '下载记名名册',
  'plan.named': '记名',
  'plan.named.hint': '按姓名投票，截止前可以改；谁评了什么都看得到',
  'plan.named.do': '改为记名',
  'errors.meeting.not-named': '这一类不是记名投票',
  'errors.meeting.more-names-than-due': '姓名 {{names}} 个，多于应到 {{due}} 人',
};
