import { isOrgPath } from '@shuping/kernel';
import {
  $and, $eq, $gt, $gte, $in, $lt, $lte, $ne, $nin, $nor, $or, and, createFactory, eq, FieldCondition, gt, gte, ITSELF, lt, lte, ne, nin, nor, or, within,
  type FieldInstruction, type JsInterpreter,
} from '@ucast/mongo2js';

/** Conditions of a rule, as JSON: columns compared with `$under`, `$in`, `$eq`, `$ne` …, joined by `$and`, `$or`, `$nor`. */
export type Conditions = { readonly [key: string]: unknown };

const $under: FieldInstruction<string> = {
  type: 'field',
  validate(_instruction, value) {
    if (typeof value !== 'string' || !isOrgPath(value)) throw new TypeError('$under needs a closed path');
  },
};

const under: JsInterpreter<FieldCondition<string>> = (node, row, { get }) => {
  const value: unknown = get(row, node.field);
  return typeof value === 'string' && value.startsWith(node.value);
};

/** A row together with the name of its subject. Nothing is written into the row, unlike CASL's own `subject()`. */
export class Tagged {
  readonly type: string;
  readonly row: object;
  constructor(type: string, row: object) {
    this.type = type;
    this.row = row;
  }
}

/** Value of a column; a column that a rule reads and the row lacks is a bug, since `$ne` and `$nor` would let it through. */
function column(tagged: Tagged, field: string | typeof ITSELF): unknown {
  const value = (tagged.row as Record<string, unknown>)[field];
  if (value === undefined) throw new TypeError(`row of ${tagged.type} was loaded without ${field}`);
  return value;
}

/** Matcher with only the operators that the filter can say too; any other is refused when a rule is parsed. */
export const conditionsMatcher = createFactory(
  { $and, $or, $nor, $eq, $ne, $in, $nin, $gt, $gte, $lt, $lte, $under },
  { and, or, nor, eq, ne, in: within, nin, gt, gte, lt, lte, under },
  { get: column as (row: never, field: string | typeof ITSELF) => unknown },
);

/** Throws on `undefined` anywhere in conditions: CASL would match rows that lack the column. */
export function assertDefined(conditions: unknown, at = 'conditions'): void {
  if (conditions === undefined) throw new TypeError(`undefined in ${at}`);
  if (Array.isArray(conditions)) conditions.forEach((item, index) => assertDefined(item, `${at}[${index}]`));
  else if (conditions !== null && typeof conditions === 'object') {
    for (const [key, value] of Object.entries(conditions)) assertDefined(value, `${at}.${key}`);
  }
}
