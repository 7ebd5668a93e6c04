export { RectificationModule } from './rectification.module.ts';
export { RectificationApi, type CommitmentView, type ProblemView } from './rectification.api.ts';
