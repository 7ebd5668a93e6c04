declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export type Entry = {
    readonly fileName: string;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly compressionMethod: number;
    readonly generalPurposeBitFlag: number;
  };
  export type ZipFile = {
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  };
  const yauzl: {
    fromBufferPromise(buffer: Buffer, options: { lazyEntries: boolean; strictFileNames: boolean; validateEntrySizes: boolean }): Promise<ZipFile>;
  };
  export default yauzl;
}
