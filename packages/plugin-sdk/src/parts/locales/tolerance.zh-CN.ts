import type { Catalogue } from '@shuping/kernel';

/** Words of the usual section of fault tolerance, without the sector's name before them. */
export const zhCN: Catalogue = {
  'tolerance.pioneering': '先行先试',
  'tolerance.pioneering.what': '推进改革中因缺乏经验、先行先试出现的失误',
  'tolerance.exploring': '探索试验',
  'tolerance.exploring.what': '尚无明确限制的探索性试验中的失误',
  'tolerance.unintended': '无意过失',
  'tolerance.unintended.what': '为推动发展的无意过失',
  'tolerance.unforeseeable': '不可抗力',
  'tolerance.unforeseeable.what': '不可抗力或难以预见的因素造成',
  'tolerance.inherited': '历史遗留',
  'tolerance.inherited.what': '历史遗留问题或上级政策调整造成',
  'tolerance.remedied': '主动纠错',
  'tolerance.remedied.what': '主动发现、及时纠正并挽回损失、消除影响',
  'note.tolerance': '容错情形按 SRC4 关于容错纠错的要求归纳为六类；核实十日、研究决定二十日为建议值，下级可以改。',
};
