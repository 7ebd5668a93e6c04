import type { Condition, Operand } from '@shuping/scheme';
import type { SchemeWords } from './scheme-words.ts';

/** A condition as a phrase that can stand after 当 or "when". */
export function conditionWords(condition: Condition, words: SchemeWords): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.all.map((part) => (part.kind === 'and' || part.kind === 'or' ? words.t('when.group', { inner: conditionWords(part, words) }) : conditionWords(part, words))).join(words.t(`when.${condition.kind}`));
    case 'not':
      return words.t('when.not', { inner: conditionWords(condition.of, words) });
    case 'event':
      return words.t(condition.withinMonths === undefined ? 'when.event' : 'when.event.within', { question: words.name('question', condition.question), months: condition.withinMonths ?? 0 });
    case 'fact_is':
      return words.t('when.fact_is', { fact: words.name('fact', condition.fact), is: words.join(condition.is) });
    case 'grade':
      return words.t('when.grade', { grades: words.list('grade', condition.is) });
    case 'past_grade':
      return words.t('when.past_grade', { grades: words.list('grade', condition.is), years: condition.years });
    case 'has_figure':
      return words.t('when.has_figure', { node: words.name('node', condition.node) });
    case 'compare':
      return words.t(`when.${condition.op}`, { left: operandWords(condition.left, words), right: condition.left.of === 'option_share' ? words.percent(condition.right) : condition.right });
  }
}

function operandWords(left: Operand, words: SchemeWords): string {
  switch (left.of) {
    case 'node':
      return words.name('node', left.node);
    case 'fact':
      return words.name('fact', left.fact);
    case 'events':
      return words.t('when.events', { question: words.name('question', left.question) });
    case 'option_share':
      return words.t('when.share', { item: words.item(left.ballot, left.item), option: words.option(left.ballot, left.item, left.option) });
    case 'period_count':
      return words.t('when.period_count', { node: words.name('node', left.node), from: left.from });
  }
}
