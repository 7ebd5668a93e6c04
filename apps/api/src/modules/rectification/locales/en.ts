import type { Catalogue } from '@shuping/kernel';

/** Words of the printed ledger. */
export const catalogue: Catalogue = {
  'rectification.book.title': 'Rectification ledger', 'rectification.book.number': 'No.', 'rectification.book.unit': 'Unit', 'rectification.book.person': 'Secretary', 'rectification.book.problem': 'Problem',
  'rectification.book.detail': 'In detail', 'rectification.book.source': 'Source', 'rectification.book.repeat': 'As last year', 'rectification.book.cause': 'Cause', 'rectification.book.measure': 'Measure',
  'rectification.book.owner': 'Owner', 'rectification.book.answerable': 'Answerable leader', 'rectification.book.level': 'Level', 'rectification.book.foundOn': 'Found on', 'rectification.book.deadline': 'Deadline',
  'rectification.book.progress': 'Progress', 'rectification.book.proofs': 'Proofs', 'rectification.book.state': 'State', 'rectification.book.light': 'Light', 'rectification.book.reopened': 'Reopened',
  'rectification.book.closedBy': 'Closed by', 'rectification.book.closedOn': 'Closed on', 'rectification.book.yes': 'yes',
  'rectification.source.self': 'Found by itself', 'rectification.source.comment': 'Comment at the meeting', 'rectification.source.superior': 'Found by superiors', 'rectification.source.public': 'Raised by the public',
  'rectification.source.inspection': 'Inspection', 'rectification.source.check': 'Check', 'rectification.source.carried': 'Carried from the cycle before', 'rectification.source.talk': 'talk', 'rectification.source.common': 'common problem',
  'rectification.level.now': 'at once', 'rectification.level.limited': 'by a deadline', 'rectification.level.long': 'long term',
  'rectification.state.found': 'measure wanted', 'rectification.state.planned': 'in progress', 'rectification.state.submitted': 'to be verified', 'rectification.state.closed': 'closed', 'rectification.state.carried': 'carried on',
  'rectification.light.overdue': '{{days}} days late', 'rectification.light.soon': '{{days}} days left', 'rectification.light.running': 'on time', 'rectification.light.closed': 'done',
};
