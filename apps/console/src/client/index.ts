export { api, apiUrl, newKey, request, SIGNED_OUT, type Query, type RequestOptions } from './api.ts';
export { listen } from './live.ts';
export { ApiProblem, asProblem, type ProblemIssue } from './problem.ts';
export { newQueryClient, useApiMutation, useApiQuery, useInvalidate, type ApiMutationOptions, type ApiQueryOptions } from './query.ts';
export { usePoll, type Poll } from './use-poll.ts';
export { showDone, showProblem } from './toasts.ts';
export { upload } from './upload.ts';
export type { May, MayMap, Page } from './shapes.ts';
