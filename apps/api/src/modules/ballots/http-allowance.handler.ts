import { Injectable } from '@nestjs/common';
import type { PlainHttpOut } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { PlainHttpWordRecord } from './http-allowance.entity.ts';
import { plainWords } from './http-rule.rules.ts';
import { HttpRule } from './http-rule.ts';
import { PLAIN_HTTP_SENTENCE as EN } from './locales/en.ts';
import { PLAIN_HTTP_SENTENCE as ZH } from './locales/zh-CN.ts';

const SENTENCES: Readonly<Record<string, string>> = { 'zh-CN': ZH, en: EN };

/** The administrator's word on plain http: given once in a whole sentence, kept, audited, taken back at any time. */
@Injectable()
export class HttpAllowanceHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rule: HttpRule) {}

  async state(who: AppPrincipal): Promise<z.infer<typeof PlainHttpOut>> {
    const words = await this.uow.run(who, (tx) => tx.em.find(PlainHttpWordRecord, {}, { orderBy: { givenAt: 'desc' } }));
    return {
      allowed: words.some((one) => !one.takenBackAt), sentences: { ...SENTENCES },
      words: words.map((one) => ({ sentence: one.sentence, givenBy: one.givenBy, givenAt: one.givenAt.toISOString(), takenBackBy: one.takenBackBy ?? null, takenBackAt: one.takenBackAt?.toISOString() ?? null })),
    };
  }

  /** Allows it from the commit on; after a crash in between the same words finish it. Error: `plain-http.sentence` when the sentence is another one. */
  async give(who: AppPrincipal, sentence: string): Promise<Result<null, Problem>> {
    if (!Object.values(SENTENCES).some((one) => plainWords(one) === plainWords(sentence))) return err({ code: 'plain-http.sentence', at: '/sentence' });
    await this.uow.run(who, async (tx) => {
      if (await this.standing(tx)) return;
      tx.em.persist(tx.em.create(PlainHttpWordRecord, { id: randomUUID(), sentence: sentence.trim(), givenBy: who.name, givenAt: tx.now, takenBackBy: null, takenBackAt: null }));
      tx.audit({ action: 'installation.plain-http-allowed', subject: { type: 'Installation', id: 'plain-http' }, orgPath: who.scope[0]?.path ?? '/', after: { sentence: sentence.trim(), by: who.name } });
    });
    await this.rule.allow(true);
    return ok(null);
  }

  /** The refusal comes first: from then on no ticket and no ballot is taken. */
  async takeBack(who: AppPrincipal): Promise<void> {
    await this.rule.allow(false);
    await this.uow.run(who, async (tx) => {
      const word = await this.standing(tx);
      if (!word) return;
      Object.assign(word, { takenBackBy: who.name, takenBackAt: tx.now });
      await tx.em.flush();
      tx.audit({ action: 'installation.plain-http-taken-back', subject: { type: 'Installation', id: 'plain-http' }, orgPath: who.scope[0]?.path ?? '/', before: { by: word.givenBy }, after: { by: who.name } });
    });
  }

  private standing(tx: Tx): Promise<PlainHttpWordRecord | null> {
    return tx.em.findOne(PlainHttpWordRecord, { takenBackAt: null });
  }
}
