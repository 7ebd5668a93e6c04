export { attachment } from './content-type.ts';
export { FileStore } from './file-store.ts';
export { FilesModule } from './files.module.ts';
export { Files, type NewFile } from './files.ts';
