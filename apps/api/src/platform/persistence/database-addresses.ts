import type { LoginName } from './logins.ts';

/** Injection token and value: the addresses of the four logins of this server's database. */
export class DatabaseAddresses {
  readonly urls: Readonly<Record<LoginName, string>>;
  constructor(urls: Readonly<Record<LoginName, string>>) {
    this.urls = urls;
  }
}
