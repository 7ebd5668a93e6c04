export { LiveModule } from './live.module.ts';
export { CHANNEL, notesOf, payloadsOf } from './notes.ts';
