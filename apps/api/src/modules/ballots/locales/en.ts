/** What a system administrator types by hand to allow real votes over plain http. */
export const PLAIN_HTTP_SENTENCE = 'I know that the network is not encrypted, that people in it can read and change ballots, and still allow real votes over it.';
