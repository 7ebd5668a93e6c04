import type { Catalogue } from '@shuping/kernel';

/** Words of exported tables. */
export const words: Catalogue = {
  'file.assessees': '{{title}} – progress of assessees.xlsx',
  'sheet.assessees': 'Assessees',
  'sheet.title': '{{title}}: progress of assessees',
  'col.org': 'Unit',
  'col.person': 'Assessee',
  'col.sector': 'Sector',
  'col.draft': 'Version',
  'col.words': 'Characters',
  'col.findings': 'Findings',
  'col.chain': 'Vetting',
  'col.due': 'Due',
  'col.late': 'Days late',
  'col.reminded': 'Last reminded',
  'chain.at': 'at {{step}} ({{n}}/{{of}})',
  'report.none': 'not begun',
  'report.draft': 'being written',
  'report.returned': 'returned to its author',
  'report.vetting': 'in vetting',
  'report.accepted': 'accepted',
};
