import i18next from 'i18next';

/** Day and clock time of an instant in the product's zone. */
export function startWords(instant: string): string {
  return new Intl.DateTimeFormat(i18next.language, { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant));
}

/** The beginning of the root over the sealed file, as it is read out in the hall. */
export const sealCode = (root: string): string => `${root.slice(0, 4)}-${root.slice(4, 8)}`.toUpperCase();
