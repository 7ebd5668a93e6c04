export { configureHttp, httpAdapter, BODY_LIMIT, UPLOAD_LIMIT, type HttpOptions } from './configure.ts';
export { NONCE_PLACE, pageCsp, withNonce } from './headers.ts';
export { HttpModule } from './http.module.ts';
export { Idempotent } from './idempotency.interceptor.ts';
export { afterCursor, decodeCursor, encodeCursor, page, toPage, type PagePlan, type SortColumn, type SortKey } from './page.ts';
export { PROBLEM_TYPE, ProblemError, problemResponse, type HttpProblem } from './problem.ts';
export { currentRequest, runInRequest, type RequestContext } from './request-context.ts';
export { Returns, ReturnsFile, ReturnsNothing } from './returns.ts';
export { stale, Version } from './version.ts';
