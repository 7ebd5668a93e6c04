import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MESSAGE_BYTES, SIGNATURE_BYTES, type VerifiedBatch, type VerifyBatch } from './ticket-verifier.worker.ts';

type Asked = { readonly n: string; readonly message: Buffer; readonly signature: Buffer; readonly settle: (good: boolean) => void; readonly fail: (error: unknown) => void };
type Hand = { readonly worker: Worker; readonly waiting: Map<number, readonly Asked[]> };

const MOST = 64;
const STEP = MESSAGE_BYTES + SIGNATURE_BYTES;

/** Checks stamps on threads of its own, many at a time, so that the thread that talks to the phones is free: RSASSA-PSS with SHA-384 and a salt of 48 bytes. */
@Injectable()
export class TicketVerifier implements OnApplicationShutdown {
  private readonly hands: Hand[] = [];
  private asked: Asked[] = [];
  private planned = false;
  private turns = 0;

  /** True when the 64 bytes of the message carry a stamp of the key with this modulus (hex). */
  isStamped(n: string, message: Buffer, signature: Buffer): Promise<boolean> {
    if (message.length !== MESSAGE_BYTES || signature.length !== SIGNATURE_BYTES) return Promise.resolve(false);
    return new Promise((settle, fail) => {
      this.asked.push({ n, message, signature, settle, fail });
      if (this.asked.length >= MOST) this.send();
      else if (!this.planned) {
        this.planned = true;
        setImmediate(() => this.send());
      }
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.hands.map(({ worker }) => worker.terminate()));
  }

  private send(): void {
    this.planned = false;
    const items = this.asked;
    if (items.length === 0) return;
    this.asked = [];
    const keys = [...new Set(items.map((item) => item.n))];
    const data = new Uint8Array(items.length * STEP);
    items.forEach(({ message, signature }, at) => {
      data.set(message, at * STEP);
      data.set(signature, at * STEP + MESSAGE_BYTES);
    });
    const batch: VerifyBatch = { id: (this.turns += 1), keys, keyOf: Uint16Array.from(items, (item) => keys.indexOf(item.n)), data };
    const hand = this.hand();
    hand.waiting.set(batch.id, items);
    hand.worker.postMessage(batch, [data.buffer]);
  }

  /** Threads are made as they are needed, one less than there are cores, and take turns. */
  private hand(): Hand {
    const most = Math.min(4, Math.max(1, availableParallelism() - 1));
    const standing = this.hands[this.turns % most];
    return standing ?? this.open();
  }

  private open(): Hand {
    const here = import.meta.url;
    const worker = new Worker(new URL(`./ticket-verifier.worker${here.slice(here.lastIndexOf('.'))}`, here));
    const hand: Hand = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', ({ id, good }: VerifiedBatch) => {
      const items = hand.waiting.get(id) ?? [];
      hand.waiting.delete(id);
      items.forEach((item, at) => item.settle(good[at] === 1));
    });
    const gone = (error: unknown): void => {
      this.hands.splice(this.hands.indexOf(hand), 1);
      for (const items of hand.waiting.values()) for (const item of items) item.fail(error);
      hand.waiting.clear();
    };
    worker.on('error', gone);
    this.hands.push(hand);
    return hand;
  }
}
