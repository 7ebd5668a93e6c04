export { RoutineModule } from './routine.module.ts';
export { RoutineApi, type RoutineInputs } from './routine.api.ts';
