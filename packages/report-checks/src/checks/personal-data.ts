import { type CheckParams, type Found, type ReportText } from '../model.ts';
import { sentenceAt } from '../sentences.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_NUMBER = /(^|[^0-9A-Za-z])(\d(?:[ -]?\d){16}[ -]?[0-9Xx])(?![0-9A-Za-z])/g;
const MOBILE = /(^|[^0-9A-Za-z.-])((?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![0-9A-Za-z]|-\d)/g;
const CARD = /(^|[^0-9A-Za-z])(\d{4}(?:[ ]?\d{4}){3}(?:[ ]?\d{3})?)(?![0-9A-Za-z])/g;
const CARD_WORDS = /(?:银行)?卡号|账号|帐号|工资卡/;

type Hit = { readonly code: 'id-number' | 'phone-number' | 'bank-card'; readonly at: number };

/** Numbers that must not be made public: resident ID numbers (real date, check digit right or the word 身份证 beside them), mobile numbers, bank cards. Masked numbers pass. The finding never repeats the number. R-E2. */
export function checkPersonalData(report: ReportText, _params: CheckParams): Found[] {
  return report.sections.flatMap((section) => {
    const seen = new Set<string>();
    return hits(section.text).flatMap((hit) => {
      const sentence = sentenceAt(section.text, hit.at);
      if (!sentence || seen.has(`${hit.code}:${sentence.start}`)) return [];
      seen.add(`${hit.code}:${sentence.start}`);
      return [{ code: hit.code, params: {}, sectionId: section.id, start: sentence.start, end: sentence.end }];
    });
  });
}

function hits(raw: string): Hit[] {
  // full-width digits and letters to half width, one to one, so that offsets stay
  const text = raw.replace(/[０-９Ｘｘ＋－]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const before = (at: number): string => text.slice(Math.max(0, at - 12), at);
  const ids = numbers(text, ID_NUMBER).filter(({ number, at }) => looksLikeId(number.replace(/[ -]/g, ''), before(at)));
  const cards = numbers(text, CARD).filter(({ number, at }) => luhn(number.replace(/ /g, '')) && CARD_WORDS.test(before(at)));
  return [
    ...ids.map(({ at }) => ({ code: 'id-number' as const, at })),
    ...numbers(text, MOBILE).map(({ at }) => ({ code: 'phone-number' as const, at })),
    ...cards.map(({ at }) => ({ code: 'bank-card' as const, at })),
  ].sort((a, b) => a.at - b.at);
}

/** Second groups of all matches; the first is the character before, since older Safari knows no look-behind. */
function numbers(text: string, pattern: RegExp): { readonly number: string; readonly at: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ number: match[2]!, at: match.index + match[1]!.length }));
}

function looksLikeId(id: string, before: string): boolean {
  const year = Number(id.slice(6, 10));
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (/身份证|证件/.test(before)) return true;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return '10X98765432'[sum % 11] === id[17]!.toUpperCase();
}

function luhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((char, index) => {
    const doubled = Number(char) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
