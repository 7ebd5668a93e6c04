export { Public, RequirePermission, SignedIn, Who } from './access.ts';
export { AuthzModule } from './authz.module.ts';
export { Grants, type NewGrant } from './grants.ts';
export { Principals, type AppPrincipal } from './principals.ts';
export { RoleCatalogue } from './role-catalogue.ts';
