import { daysBetween, type Day } from '@shuping/kernel';

const THIN = '\u2009';

/** Figure with thin-space thousands: 3296 → 3 296. Exact decimals come as text and keep their digits. */
export function figure(value: number | string): string {
  const [whole = '', rest] = String(value).replace('-', '−').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

const asDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const options = (weekday: boolean, year: boolean): Intl.DateTimeFormatOptions => ({
  timeZone: 'UTC', month: 'short', day: 'numeric', ...(weekday ? { weekday: 'short' } : {}), ...(year ? { year: 'numeric' } : {}),
});

/** Day in words of the language: 12月18日 / Dec 18; the year is added when it is not `today`'s. */
export function dayWords(day: Day, lang: string, today?: Day, weekday = false): string {
  const otherYear = today !== undefined && today.slice(0, 4) !== day.slice(0, 4) && Math.abs(daysBetween(today, day)) > 330;
  const text = new Intl.DateTimeFormat(lang, options(false, otherYear)).format(asDate(day));
  return weekday ? `${text} ${new Intl.DateTimeFormat(lang, { timeZone: 'UTC', weekday: 'short' }).format(asDate(day))}` : text;
}

/** Day in words beside a year that stands on the page: the day's own year is told where it is another. */
export function dayWordsIn(day: Day, lang: string, year: number): string {
  return dayWords(day, lang, Number(day.slice(0, 4)) === year ? undefined : '1900-01-01');
}

/** Whole weekday: 星期三 / Wednesday. */
export function weekdayWords(day: Day, lang: string): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'UTC', weekday: 'long' }).format(asDate(day));
}

/** Clock time of an instant in the product's zone, `10:32:05`. */
export function clockTime(instant: Date | number, seconds = true): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false, ...(seconds ? { second: '2-digit' } : {}) }).format(instant);
}
