import { publishSchemes, type Stage } from '@shuping/year';

type Schemes = { items: { layers: { state: string }[] }[] };

/** The schemes of 2026 along the host's line, published where they are not yet; so a journey also runs by itself. */
export async function published(stage: Stage): Promise<void> {
  await stage.day('2026-11-01');
  const editor = await stage.as(stage.host.editor);
  const { items } = await editor.get<Schemes>(`/api/schemes?orgId=${(await stage.organisation(stage.host.orgName)).id}&year=2026`);
  if (!items.some(({ layers }) => layers.some((one) => one.state === 'published'))) await publishSchemes(stage, 2026, true);
}
