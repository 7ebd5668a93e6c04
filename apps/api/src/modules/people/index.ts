export { PeopleModule } from './people.module.ts';
export { PeopleApi, type Holding, type PersonView } from './people.api.ts';
