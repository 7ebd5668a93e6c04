import { cityLayer, COUNTY_SECTORS, countyLayer, looseEdits, provinceLayer, type CountySector } from '@shuping/fixtures/layers';
import { HttpFailure, type Actor } from '../client.ts';

type Layer = ReturnType<typeof cityLayer>;
type Summary = { id: string; version: number };
type Place = { readonly orgId: string; readonly sector: string; readonly year: number };

export const SECTORS = Object.keys(COUNTY_SECTORS) as CountySector[];

/** The province's own scheme of every sector, first in its line, with its locks. */
export async function publishProvince(ministry: Actor, orgId: string, year: number, sectors: readonly CountySector[], yearly: boolean): Promise<void> {
  for (const sector of sectors) await publishLayer(ministry, { orgId, sector, year }, provinceLayer(sector, { yearly }));
}

export async function publishCity(editor: Actor, orgId: string, year: number, sectors: readonly CountySector[]): Promise<void> {
  for (const sector of sectors) await publishLayer(editor, { orgId, sector, year }, cityLayer(sector));
}

export async function publishCounty(editor: Actor, orgId: string, area: string, year: number, sectors: readonly CountySector[]): Promise<void> {
  for (const sector of sectors) await publishLayer(editor, { orgId, sector, year }, countyLayer(sector, area));
}

/** A county tries to loosen what is locked above: refused, with a code for every place and the name of whose lock it is. The draft is thrown away. */
export async function loosenInVain(editor: Actor, orgId: string, sector: CountySector, year: number): Promise<readonly string[]> {
  const draft = await begun(editor, { orgId, sector, year }, countyLayer(sector, '')); 
  const saved = await editor.put<Summary>(`/api/layers/${draft.id}`, { changes: looseEdits(), locks: [] }, draft.version);
  const refusal = await editor.post(`/api/layers/${draft.id}/publish`, {}, { version: saved.version }).then(() => null, (error: unknown) => error);
  if (!(refusal instanceof HttpFailure) || refusal.problem.code !== 'layer.unpublishable') throw new Error(`a county's loosening was not refused: ${String(refusal)}`);
  await editor.call('DELETE', `/api/layers/${draft.id}`, { version: saved.version });
  return (refusal.problem.issues as { code: string }[]).map((issue) => issue.code);
}

async function begun(editor: Actor, place: Place, layer: Layer): Promise<Summary> {
  const { id } = await editor.post<{ id: string }>('/api/layers', { ...place, from: layer.base === 'lean' ? 'own' : 'empty', tag: 'text' in layer.tag ? layer.tag.text : undefined });
  return editor.get<Summary>(`/api/layers/${id}`);
}

export async function publishLayer(editor: Actor, place: Place, layer: Layer): Promise<void> {
  const draft = await begun(editor, place, layer);
  const { version } = await editor.put<Summary>(`/api/layers/${draft.id}`, { changes: layer.edits, locks: layer.constraints }, draft.version);
  await editor.post(`/api/layers/${draft.id}/publish`, {}, { version });
}
