export { CyclesModule } from './cycles.module.ts';
export { CyclesApi, type AssesseeView, type CycleView, type FrozenScheme } from './cycles.api.ts';
