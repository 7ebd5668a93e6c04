export { bootApp, type BootedApp, type BootOptions } from './boot-app.ts';
export { testCluster, withDatabase, type TestDatabase } from './database.ts';
export { OpenDoors } from './open-doors.ts';
export { signedIn, signIn, TEST_PASSWORD, type TestPerson, type TestPersonOptions } from './people.ts';
export { bootWorld, type Asker, type World, type WorldUnit } from './world.ts';
