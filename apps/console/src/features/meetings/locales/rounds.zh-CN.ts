import type { Catalogue } from '@shuping/kernel';

/** Rounds of the voting and waves of late-comers. */
export const rounds: Catalogue = {
  'issue.meeting.wave-open': '补签到还没有结束',
  'errors.meeting.round-needed': '这场会分几轮投票，请指明是哪一轮',
  'errors.meeting.round-unknown': '没有这一轮',
  'errors.meeting.round-open': '上一轮还没有截止，一次只开一轮',
  'errors.meeting.wave-too-small': '补签到要满 {{needed}} 人一起来，现在只有 {{heads}} 人：一个人单独领的票就等于记名。请等人到齐再补',
  'errors.meeting.wave-open': '已经有一批在补签到，先把它结束',
  'errors.meeting.wave-round-open': '正在投票，等这一轮截止再补签到',
  'errors.meeting.no-wave': '没有正在进行的补签到',
};
