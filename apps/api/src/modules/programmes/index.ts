export { ProgrammesModule } from './programmes.module.ts';
