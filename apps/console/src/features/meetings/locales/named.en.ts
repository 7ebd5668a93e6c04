import type { Catalogue } from '@shuping/kernel';

export const named: Catalogue = {
  'named.title': 'Slips by name: {{group}}',
  'named.note': 'This group votes by name; each slip carries its owner’s name',
  'named.have': 'Have slips: {{names}}',
  'named.names': 'Names, one a line',
  'named.print': 'Make {{count}} slips by name',
  'named.rule': 'A name printed again voids the old slip; a ballot that was cast stays.',
  'named.slip': 'By name: your marks are handed in with your name; you may change them until the close',
  'named.turnout': 'Votes by name',
  'named.turnout.note': 'Of a vote by name it is seen who has handed in; the marks are seen after the seal',
  'named.turnout.count': '{{done}} of {{of}} handed in',
  'named.turnout.missing': 'missing: {{names}}',
  'named.list': 'Download the signed list',
  'plan.named': 'By name',
  'plan.named.hint': 'votes by name, may change until the close; everybody’s marks can be seen',
  'plan.named.do': 'By name',
  'errors.meeting.not-named': 'This group does not vote by name',
  'errors.meeting.more-names-than-due': '{{names}} names, more than the {{due}} heads due',
};
