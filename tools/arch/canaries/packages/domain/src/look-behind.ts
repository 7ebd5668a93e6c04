export const AFTER_STOP = /(?<=。)一是/;
export const ALONE = /(?<!\d)\d{4}/;
export const FINE = /(?<year>\d{4})/;
