/** What a system administrator types by hand to allow real votes over plain http. */
export const PLAIN_HTTP_SENTENCE = '我知道网络没有加密，同一网络里的人能看到和改动选票，仍同意用它正式投票。';
