import type { ReportText } from '@shuping/report-checks';

const PARAGRAPH = '一年来，我先后到六个党小组听意见，牵头解决了三件大家反映多年的事。支部党员一起查找问题，逐条定措施、定时限。有的同志提出流程太长，我会同科室把五张表合并为一张。年底回访时，二十七名党员表示满意，两名党员提出新的建议。';

/** Reports on which every plugin's checks are run: an ordinary one of about 3,000 characters, an empty one, and one with nothing but marks. */
export const SAMPLE_REPORTS: readonly ReportText[] = [
  {
    sections: [
      { id: 'achievements', kind: 'achievements', text: `${PARAGRAPH}\n`.repeat(8) },
      { id: 'problems', kind: 'problems', text: `一、${PARAGRAPH}\n二、${PARAGRAPH}\n三、${PARAGRAPH}` },
      { id: 'causes', kind: 'causes', text: `一、${PARAGRAPH}\n二、${PARAGRAPH}\n三、${PARAGRAPH}` },
      { id: 'measures', kind: 'measures', text: `一、${PARAGRAPH}\n二、${PARAGRAPH}\n三、${PARAGRAPH}` },
      { id: 'commitments', kind: 'commitments', text: PARAGRAPH },
    ],
  },
  { sections: [] },
  { sections: [{ id: 'achievements', kind: 'achievements', text: '。。。\n\n……！？' }, { id: 'problems', kind: 'problems', text: '' }] },
];
