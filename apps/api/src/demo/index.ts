export { seedWorld as seedDemo } from './seed-world.ts';
export { ACCOUNTS, DEMO_PASSWORD } from './world.ts';
export { demoCards } from './cards.ts';
