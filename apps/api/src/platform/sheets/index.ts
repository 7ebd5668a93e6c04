export { receiveFile, type ReceivedFile } from './receive-file.ts';
export { noteOf, readSheet, type ReadSheet, type SheetNote } from './read-sheet.ts';
export { noteWords } from './note-words.ts';
export { XLSX } from './xlsx-answer.ts';
