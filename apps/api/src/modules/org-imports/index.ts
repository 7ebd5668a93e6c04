export { OrgImportsModule } from './org-imports.module.ts';
