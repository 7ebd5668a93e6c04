import pg, { type QueryResult, type QueryResultRow } from 'pg';
import { cutLostLines, LINE_OPTIONS } from './lost-lines.ts';

/** Plain pool of one login of the ballot side: no ORM, no statement logging, no shared connection with the login `app`. */
abstract class LoginPool {
  readonly pool: pg.Pool;

  constructor(url: string, max: number) {
    this.pool = new pg.Pool({ connectionString: url, max, application_name: 'shuping', ...LINE_OPTIONS });
    cutLostLines(this.pool, url);
    // a connection that the server closes is replaced at the next query, and the query under way fails by itself; one in use would end the process otherwise
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
  }

  /** One statement outside any transaction; parameters are written `$1`. */
  query<R extends QueryResultRow = QueryResultRow>(text: string, params: unknown[] = []): Promise<QueryResult<R>> {
    return this.pool.query<R>(text, params);
  }

  /** Runs `work` on one connection inside one transaction; an exception rolls it back. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const outcome = await work(client);
      await client.query('commit');
      return outcome;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Connections of the login `ballot`: takes ballots in, sees no roster. */
export class BallotDb extends LoginPool {
  readonly login = 'ballot';
}

/** Connections of the login `seal`: reads and empties the intake, writes tallies. */
export class SealDb extends LoginPool {
  readonly login = 'seal';
}
