/** The one ordered stream of migrations. */
export const MIGRATIONS: readonly { readonly name: string; readonly class: never }[] = [];
