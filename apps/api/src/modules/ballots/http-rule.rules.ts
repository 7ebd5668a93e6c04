/** What a request tells about the way it came. `ip`: the nearest address that is believed, i.e. the peer's, or what a trusted proxy says. */
export type Way = { readonly protocol: string; readonly hostname: string; readonly ip: string; readonly forwarded: boolean };

/** True for names and addresses that stay on the machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/**
 * True when others in the network could read or change what is sent this way: neither TLS (or a trusted proxy's word for it) nor loopback from end to end. A request that a proxy handed on without being trusted
 * did not start on the machine; a public address that is set to plain http outside the machine is plain wherever the request comes from.
 */
export function isPlain(way: Way, publicUrl?: string): boolean {
  if (way.protocol === 'https') return false;
  if (way.forwarded || !isLoopback(way.ip) || !isLoopback(way.hostname)) return true;
  if (publicUrl === undefined) return false;
  const promised = new URL(publicUrl);
  return promised.protocol === 'http:' && !isLoopback(promised.hostname);
}

/** A typed sentence without what hands differ in: spaces and punctuation. */
export function plainWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]/gu, '');
}
