/** Somebody to be heard: `path` is the closed path of the organisation. */
export type Hearable = { readonly id: string; readonly sector: string; readonly path: string };
/** `key`: the sector, or the closed path of the area; those of one session in the order given. */
export type SessionProposal = { readonly key: string; readonly ids: readonly string[] };

/** Area of an organisation below a host: the closed path of the unit directly under the host in whose subtree it lies, itself included; the host's own path where it lies in none. */
export function areaOf(host: string, path: string): string {
  if (!path.startsWith(host) || path === host) return host;
  return `${host}${path.slice(host.length).split('/')[0]!}/`;
}

/** Sessions by area or by sector (R-F9): everybody in exactly one, each of them not empty, in the order in which the list first names them. */
export function proposeSessions(people: readonly Hearable[], by: 'area' | 'sector', host: string): SessionProposal[] {
  const sessions = new Map<string, string[]>();
  for (const one of people) {
    const key = by === 'sector' ? one.sector : areaOf(host, one.path);
    sessions.set(key, [...(sessions.get(key) ?? []), one.id]);
  }
  return [...sessions].map(([key, ids]) => ({ key, ids }));
}

/** Who of the people is on no agenda, and who on more than one. */
export function sessionCoverage(people: readonly string[], agendas: readonly (readonly string[])[]): { readonly without: string[]; readonly twice: string[] } {
  const times = (id: string): number => agendas.filter((agenda) => agenda.includes(id)).length;
  return { without: people.filter((id) => times(id) === 0), twice: people.filter((id) => times(id) > 1) };
}
