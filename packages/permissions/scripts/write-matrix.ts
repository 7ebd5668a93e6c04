import { writeFileSync } from 'node:fs';
import { CORE_ROLES, matrixMarkdown, MEMBER } from '../src/index.ts';

writeFileSync(new URL('../../../docs/permissions-matrix.md', import.meta.url), matrixMarkdown([MEMBER, ...CORE_ROLES]));
