export * from '../meetings/meeting.entity.ts';
