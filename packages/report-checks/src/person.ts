const QUOTED = /[“"「][^”"」\n]{0,200}[”"」]/g;
const NOT_SELF = /自我|忘我|大我|小我|你我|敌我|我们|我校|我院|我系|我国|我党|我省|我市|我县|我处|我部|我所|我室|我支部|我单位|我中心/g;
const UNIT = /(?:支部|党支部|总支|党委|党总支|学院|学校|系里|单位|中心|实验室|教研室|团队|班子|我们|我校|我院|我系|我支部|我单位|大家|全体党员|党员们)/;

/** Text without what others are quoted as saying; offsets are kept. */
export function unquoted(text: string): string {
  return text.replace(QUOTED, (quote) => '　'.repeat(quote.length));
}

/** Whether the writer speaks of what he or she did: 我 or 本人 outside quotations and outside words such as 我们, 我校, 自我; an opinion (我认为) is no act. */
export function speaksOfSelf(text: string): boolean {
  const rest = unquoted(text).replace(NOT_SELF, (word) => '　'.repeat(word.length));
  return /(?:我|本人|笔者)(?!认为|觉得|相信|坚信|深知|深感|感到)/.test(rest);
}

/** Whether the clause that opens the sentence has the unit or a collective as its subject. */
export function unitIsSubject(sentence: string): boolean {
  const clauses = unquoted(sentence).split(/[，,；;：:]/);
  return clauses.slice(0, 2).some((clause) => UNIT.test(clause.slice(0, 18)));
}
