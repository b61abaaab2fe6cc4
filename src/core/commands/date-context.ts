/** What a day that somebody typed is read against. */

export interface DateContext {
  /** Where the reader is, `yyyy-mm-dd`. */
  readonly today: string;
  /** BCP 47: `12/01` is December only where the month comes first. */
  readonly locale: string;
}
