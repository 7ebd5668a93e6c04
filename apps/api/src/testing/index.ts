export { bootApp, type BootedApp, type BootOptions } from './boot-app.ts';
export { testCluster, withDatabase, type TestDatabase } from './database.ts';
