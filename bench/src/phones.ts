import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** What the server locks with; set before it starts, so that a bench can lock what the server shall read. */
export const SECRET = (process.env['SHUPING_SECRET_KEY'] ??= randomBytes(32).toString('hex'));

/** Bytes as the server keeps them. */
export function locked(plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(SECRET, 'hex'), nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Processor seconds that a process has used, and the most memory it has held, in MB. Linux only. */
export function useOf(pid: number): { cpu: number; peakMB: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, peakMB: Math.round(Number(peak) / 1024) };
}

export type Voter = { post(path: string, body: Buffer): Promise<number>; close(): void };

/** One keep-alive connection that says no more than HTTP needs, so that the voters cost little beside the server they share the cores with. */
export function connectTo(url: string): Promise<Voter> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let waiting: ((status: number) => void) | null = null;
    let text = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (end < 0 || length === undefined || text.length < end + 4 + Number(length)) return;
      const status = Number(text.slice(9, 12));
      text = '';
      waiting?.(status);
    });
    socket.once('connect', () => resolve({
      post: (path, body) => new Promise((answered) => {
        waiting = answered;
        socket.write(Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`), body]));
      }),
      close: () => socket.destroy(),
    }));
  });
}
