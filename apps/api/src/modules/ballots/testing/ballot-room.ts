import { castBody, takeTickets, type Ask, type BallotFormSheet, type Pocket } from '@shuping/ballot-box';
import { randomBytes, randomUUID } from 'node:crypto';
import type { BootedApp } from '../../../testing/index.ts';
import { BallotBoxStore } from '../ballot-box.store.ts';
import { SlipsStore } from '../slips.store.ts';

export const ROUND = 'r1';
export const CLASS = 'members';
const OPTIONS = ['hao', 'jiao', 'yiban', 'cha'];

/** A meeting of the ballot side whose voters have their tickets; nobody has voted. */
export type Room = { readonly meeting: string; readonly voters: readonly Pocket[]; readonly choices: (option: string) => object; readonly body: (voter: Pocket, option: string) => ReturnType<typeof castBody>; readonly box: BallotBoxStore };

/** Sets a room up on one server; `ask` may go to another one, or to both. */
export async function roomOf(booted: BootedApp, people: number, ask: (meeting: string) => Ask = (meeting) => injected(booted, meeting)): Promise<Room> {
  const [box, slips] = [booted.app.get(BallotBoxStore, { strict: false }), booted.app.get(SlipsStore, { strict: false })];
  const subjects = [randomUUID(), randomUUID(), randomUUID()].map((id) => ({ id, name: id, unit: '' }));
  const form: BallotFormSheet = { meeting: randomUUID(), round: ROUND, title: '', named: false, subjects, classes: { [CLASS]: { title: '', items: [{ id: 'overall', title: '', required: true, options: OPTIONS.map((id) => ({ id, title: id, anchor: '' })) }] } } };
  await box.prepare(form);
  const printed = await slips.print(form.meeting, { [CLASS]: people });
  await box.setCheckIn(form.meeting, 'open');
  const voters = await Promise.all(printed.map((slip) => takeTickets(ask(form.meeting), form.meeting, slip.secret, (count) => new Uint8Array(randomBytes(count)))));
  await box.setCheckIn(form.meeting, 'closed');
  const choices = (option: string): object => Object.fromEntries(subjects.map((s) => [s.id, { overall: option }]));
  return { meeting: form.meeting, voters, choices, box, body: (voter, option) => castBody(voter, ROUND, choices(option)) };
}

function injected(booted: BootedApp, meeting: string): Ask {
  return async (path, body) => {
    const answer = await booted.inject({ method: 'POST', url: `/vote/${meeting}/${path}`, payload: body });
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
    return answer.json() as never;
  };
}
