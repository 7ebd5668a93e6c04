export { OrganisationsModule } from './organisations.module.ts';
export { OrganisationsBulk, type NewOrg, type OrgRow, type OrgValues } from './organisations.bulk.ts';
export { OrganisationsApi, type Org } from './organisations.api.ts';
export { OrganisationsQueries } from './organisations.queries.ts';
