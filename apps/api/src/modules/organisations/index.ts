export { OrganisationsModule } from './organisations.module.ts';
export { OrganisationsApi, type Org } from './organisations.api.ts';
