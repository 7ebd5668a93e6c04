import { createMongoAbility, type ConditionsMatcher, type MongoAbility, type MongoQuery } from '@casl/ability';
import type { Action, Subject } from './catalogue.ts';
import { conditionsMatcher, Tagged } from './conditions.ts';
import { rulesFor, type Rule, type RuleFacts } from './rules.ts';

/** CASL ability over our actions and subjects. Ask it through `can` and `whyNot`, which insist on a row. */
export type AppAbility = MongoAbility<[Action, Subject | Tagged]>;

/** Ability from rules (of `rulesFor`, or as JSON from the server). */
export function abilityOf(rules: readonly Rule[]): AppAbility {
  return createMongoAbility<AppAbility>(rules as AppAbility['rules'], {
    conditionsMatcher: conditionsMatcher as unknown as ConditionsMatcher<MongoQuery>,
    detectSubjectType: (tagged) => (tagged as Tagged).type as never,
  });
}

/** Ability of an account on a day (design 5, R-K1). */
export function abilityFor(facts: RuleFacts): AppAbility {
  return abilityOf(rulesFor(facts));
}

/** May this act be done to this row? The decision; `fields` are all fields that the act touches. */
export function can(ability: AppAbility, action: Action, subject: Subject, row: object, fields: readonly string[] = []): boolean {
  const tagged = new Tagged(subject, row);
  return fields.length === 0 ? ability.can(action, tagged) : fields.every((field) => ability.can(action, tagged, field));
}

/** Could this act ever be done to some row? The coarse gate of a route; never a decision about a row. */
export function canSome(ability: AppAbility, action: Action, subject: Subject): boolean {
  return ability.rulesFor(action, subject).some((rule) => !rule.inverted);
}

/** Code why the act is refused: the reason of the rule that forbids it, else `permission.denied`; null when it is allowed. */
export function whyNot(ability: AppAbility, action: Action, subject: Subject, row: object): string | null {
  const rule = ability.relevantRuleFor(action, new Tagged(subject, row));
  if (rule && !rule.inverted) return null;
  return rule?.reason ?? 'permission.denied';
}

export type May = Readonly<Record<string, true | { readonly reason: string }>>;

/**
 * `may` of a response: each act with `true` or the code why not. A permission that lacks comes before `closed`, the codes of the
 * rules of state (`{ submit: 'stage.closed' }`).
 */
export function mayOf(
  ability: AppAbility, subject: Subject, row: object, acts: Readonly<Record<string, Action>>,
  closed: Readonly<Record<string, string | null | undefined>> = {},
): May {
  const may: Record<string, true | { reason: string }> = {};
  for (const [name, action] of Object.entries(acts)) {
    const reason = whyNot(ability, action, subject, row) ?? closed[name] ?? null;
    may[name] = reason === null ? true : { reason };
  }
  return may;
}
