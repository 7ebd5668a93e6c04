type Part = { readonly title: string; readonly text: string };

/** Longest opening that is still taken for title, unit and name. */
const TITLE_LINES = 60;

/** Parts of an imported file that somebody should look at: title and name lines above the first heading are not. */
export function toPlace<P extends Part>(parts: readonly P[]): readonly P[] {
  return parts.filter((part) => part.title !== '' || part.text.length > TITLE_LINES);
}
