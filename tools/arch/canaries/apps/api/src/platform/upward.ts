export * from '../modules/meetings/meeting.entity.ts';
