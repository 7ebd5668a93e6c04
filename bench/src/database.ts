import { startEmbedded } from '../../apps/api/src/platform/persistence/embedded/launcher.ts';

export type Addresses = { superuser: string; app: string; seal: string };

/** Addresses of a running embedded server's logins, read from its data folder. */
export async function addressesOf(dataDir: string): Promise<Addresses> {
  const server = await startEmbedded({ dataDir });
  return {
    superuser: server.url('postgres', server.secrets.superuser, 'shuping'),
    app: server.url('shuping_app', server.secrets.app, 'shuping'),
    seal: server.url('shuping_seal', server.secrets.seal, 'shuping'),
  };
}

export const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
export const median = (values: readonly number[]): number => percentile(values, 0.5);
