import { ACTIONS, abilityOf, SUBJECTS } from '@shuping/permissions';
import { Principals, type AppPrincipal } from '../platform/authz/index.ts';

const ANYTHING = abilityOf(SUBJECTS.map((subject) => ({ action: [...ACTIONS], subject })));

/** Who is signed in, with the wall of the API torn down while `open`: every rule allows everything, the scope of the rows stays. Put in the place of `Principals`. */
export class OpenDoors extends Principals {
  open = false;
  override async build(...args: Parameters<Principals['build']>): Promise<AppPrincipal | null> {
    const principal = await super.build(...args);
    return principal && this.open ? { ...principal, ability: ANYTHING } : principal;
  }
}
