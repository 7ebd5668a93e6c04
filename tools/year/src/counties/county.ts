import type { Assessee, Cycle } from '../before.ts';
import type { Actor } from '../client.ts';
import type { Heard } from '../province/sessions.ts';
import type { Stage } from '../stage.ts';
import type { CountyPlan } from './plan.ts';

/** A county in one year: who plays, its cycle, whom it hears, and the login of each of them. */
export type County = { readonly stage: Stage; readonly plan: CountyPlan; readonly cycle: Cycle; readonly heard: readonly Heard[]; readonly logins: ReadonlyMap<string, string> };

export const secretaryOf = (county: County, one: Pick<Assessee, 'personName'>): Promise<Actor> => county.stage.as(county.logins.get(one.personName)!);
