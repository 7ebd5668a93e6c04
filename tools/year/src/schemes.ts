import { departmentLayer, hospitalHostLayer, universityLayer } from '@shuping/fixtures/layers';
import type { Actor } from './client.ts';
import type { Stage } from './stage.ts';

type Layer = typeof universityLayer;
type Summary = { id: string; version: number };

/** Enters and publishes the layers of a year along the host's line; from the second year on last year's layer is taken over. */
export async function publishSchemes(stage: Stage, year: number, first: boolean): Promise<void> {
  if (stage.host.key === 'department') {
    const university = await stage.organisation('中共临江理工大学委员会').catch(async () => findAs(await stage.as('xiaozuzhi'), '中共临江理工大学委员会'));
    await publish(await stage.as('xiaozuzhi'), university.id, stage.host.sector, year, universityLayer, first);
    await publish(await stage.as(stage.host.editor), (await stage.organisation(stage.host.orgName)).id, stage.host.sector, year, departmentLayer, first);
  } else {
    await publish(await stage.as(stage.host.editor), (await stage.organisation(stage.host.orgName)).id, stage.host.sector, year, hospitalHostLayer, first);
  }
  stage.say(`${year} schemes published`);
}

async function findAs(actor: Actor, name: string): Promise<{ id: string }> {
  const list = await actor.get<{ items: { id: string; name: string }[] }>(`/api/organisations?q=${encodeURIComponent(name)}`);
  return list.items.find((item) => item.name === name)!;
}

async function publish(actor: Actor, orgId: string, sector: string, year: number, layer: Layer, first: boolean): Promise<void> {
  const draft = await actor.post<Summary>('/api/layers', { orgId, sector, year, from: first ? 'empty' : 'last_year', tag: 'text' in layer.tag ? layer.tag.text : undefined });
  let version = draft.version ?? (await actor.get<Summary>(`/api/layers/${draft.id}`)).version;
  if (first) version = (await actor.put<Summary>(`/api/layers/${draft.id}`, { changes: layer.edits, locks: layer.constraints }, version)).version;
  await actor.post(`/api/layers/${draft.id}/publish`, {}, { version });
}
