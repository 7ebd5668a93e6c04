export { Actor, HttpFailure } from './client.ts';
export { DEPARTMENT, HOSPITAL, type Host } from './host.ts';
export { startServer, type OwnServer } from './server.ts';
export { playYear, playYears, type Played, type YearResult } from './year.ts';
export { Stage, all, PASSWORD } from './stage.ts';
export * from './before.ts';
export { holdMeeting } from './meeting.ts';
export { publishSchemes } from './schemes.ts';
export { plainReport } from './writing.ts';
