import type { Catalogue } from '@shuping/kernel';

/** Words of the printed ledger. */
export const catalogue: Catalogue = {
  'rectification.book.title': '整改台账', 'rectification.book.number': '序号', 'rectification.book.unit': '单位', 'rectification.book.person': '述职书记', 'rectification.book.problem': '问题',
  'rectification.book.detail': '具体表现', 'rectification.book.source': '问题来源', 'rectification.book.repeat': '去年同类', 'rectification.book.cause': '原因', 'rectification.book.measure': '整改措施',
  'rectification.book.owner': '责任人', 'rectification.book.answerable': '牵头领导', 'rectification.book.level': '类型', 'rectification.book.foundOn': '登记日期', 'rectification.book.deadline': '整改时限',
  'rectification.book.progress': '进展', 'rectification.book.proofs': '佐证件数', 'rectification.book.state': '状态', 'rectification.book.light': '亮灯', 'rectification.book.reopened': '重新打开次数',
  'rectification.book.closedBy': '销号人', 'rectification.book.closedOn': '销号时间', 'rectification.book.yes': '是',
  'rectification.source.self': '自己查', 'rectification.source.comment': '会上点评', 'rectification.source.superior': '上级找', 'rectification.source.public': '群众提',
  'rectification.source.inspection': '巡视巡察', 'rectification.source.check': '督查检查', 'rectification.source.carried': '上期结转', 'rectification.source.talk': '约谈', 'rectification.source.common': '共性问题',
  'rectification.level.now': '立行立改', 'rectification.level.limited': '限期整改', 'rectification.level.long': '长期坚持',
  'rectification.state.found': '待定措施', 'rectification.state.planned': '整改中', 'rectification.state.submitted': '待验收', 'rectification.state.closed': '已销号', 'rectification.state.carried': '已转下期',
  'rectification.light.overdue': '逾期 {{days}} 天', 'rectification.light.soon': '还有 {{days}} 天', 'rectification.light.running': '正常', 'rectification.light.closed': '已办结',
};
