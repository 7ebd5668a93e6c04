export { PeopleModule } from './people.module.ts';
export { PeopleApi, type PersonView } from './people.api.ts';
