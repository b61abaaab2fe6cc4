/** Plain data: what may travel inside a card, a form's state or the store. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A value as it comes back from there: without what JSON leaves out, such as `undefined`. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
