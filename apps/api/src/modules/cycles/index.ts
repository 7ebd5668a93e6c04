export { CyclesModule } from './cycles.module.ts';
export { bySector, CyclesApi, type AssesseeView, type CycleView, type FrozenScheme } from './cycles.api.ts';
export { CycleFactsReader, factsOf, nextGuards, type CycleNumbers } from './cycle-facts.ts';
export { CycleCalendar } from './cycle-calendar.ts';
export { Coverage } from './coverage.ts';
export { CreateCycleHandler } from './handlers/create-cycle.handler.ts';
export { isInside, toCycle } from './cycles.presenter.ts';
export { railOf } from './rail.ts';
export { lateActs, listRules } from './late-acts-sql.ts';
