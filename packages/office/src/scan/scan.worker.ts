import { Console } from 'node:console';
import { readPage, type FormLayout, type ReadPage } from '@shuping/domain';
import type { Problem } from '@shuping/kernel';
import { greyOf, picturesOf } from './pictures.ts';

/** Entry of the child process: length of the layout, layout as JSON, then the file, all on stdin; one JSON answer on stdout. */
async function main(): Promise<void> {
  globalThis.console = new Console(process.stderr);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const length = whole.readUInt32BE(0);
  const answer = read(JSON.parse(whole.toString('utf8', 4, 4 + length)) as FormLayout, whole.subarray(4 + length));
  process.stdout.write(JSON.stringify('code' in answer ? { error: answer } : { value: answer }));
}

function read(layout: FormLayout, bytes: Buffer): readonly ReadPage[] | Problem {
  const pictures = picturesOf(bytes);
  if (!pictures.ok) return pictures.error;
  const pages: ReadPage[] = [];
  for (const [at, picture] of pictures.value.entries()) {
    const image = greyOf(picture);
    const page = image.ok ? readPage(image.value, layout) : image;
    if (!page.ok) return { ...page.error, params: { ...page.error.params, picture: at + 1 } };
    pages.push(page.value);
  }
  return pages;
}

await main();
