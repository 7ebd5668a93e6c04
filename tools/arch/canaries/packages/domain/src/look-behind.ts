export const AFTER_STOP = /(?<=;)x/;
export const ALONE = /(?<!\d)\d{4}/;
export const FINE = /(?<year>\d{4})/;
