/** Plain data: what may travel inside a card, a form's state or the store. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
