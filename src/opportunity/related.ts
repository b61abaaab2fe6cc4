/** What stands around an opportunity in Autotask: quotes, sales orders, files, and the records that one may choose. */
export interface Quote {
  readonly id: number;
  readonly name: string;
  /** Autotask's own number. */
  readonly number: number | null;
  /** Empty when it has none. */
  readonly externalNumber: string;
  /** The one whose totals count. */
  readonly primary: boolean;
  readonly active: boolean;
  readonly effective: string | null;
  readonly expires: string | null;
}
export interface QuoteChanges {
  readonly primaryQuote?: boolean;
  readonly externalQuoteNumber?: string | null;
}

export interface SalesOrder {
  readonly id: number;
  readonly title: string;
  readonly status: number | null;
  readonly date: string | null;
}

export interface Attachment {
  readonly id: number;
  readonly title: string;
  /** The file's name, or an address where a link is attached. */
  readonly file: string;
  readonly bytes: number | null;
  readonly attached: string | null;
}

/** A record that may be chosen in a form. */
export interface LookupMatch {
  readonly id: number;
  readonly name: string;
  /** What tells it from others of the same name: a city, an e-mail address, a number. */
  readonly detail: string;
}
