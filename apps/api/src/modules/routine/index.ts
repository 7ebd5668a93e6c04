export { RoutineModule } from './routine.module.ts';
export { enteredNodes } from './entered.ts';
export type { Deduction } from './deductions.ts';
export { RoutineApi, type RoutineInputs } from './routine.api.ts';
