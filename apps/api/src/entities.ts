import { DemoClockRecord, InstallationRecord } from './platform/persistence/installation.entity.ts';

/** Every entity of the server, in one place; a module adds its own here. Entity files import neither Nest nor decorators. */
export const ENTITIES = [InstallationRecord, DemoClockRecord];
