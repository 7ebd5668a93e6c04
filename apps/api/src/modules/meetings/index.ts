export { MeetingPaper, type PaperDesk } from './meeting-paper.ts';
export { MeetingsModule } from './meetings.module.ts';
export { MeetingsApi, type AssesseeTallies, type MeetingComment, type MeetingStanding } from './meetings.api.ts';
