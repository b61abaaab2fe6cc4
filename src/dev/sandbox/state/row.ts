/** One record as the sandbox keeps it. Dates are `yyyy-mm-ddThh:mm:ss.mmmZ`, so that they compare as text. */
export type Scalar = string | number | boolean | null;
export type Cells = Record<string, Scalar>;
export type Udfs = Record<string, string | null>;

export interface SandboxRow {
  readonly id: number;
  readonly cells: Readonly<Cells>;
  readonly udfs: Readonly<Udfs>;
  /** What the API does not show with the record: formatted text by field, the content of an attachment. */
  readonly hidden: Readonly<Record<string, string>>;
}

export const numberIn = (cells: Readonly<Cells>, field: string): number | undefined => {
  const value = cells[field];
  return typeof value === 'number' ? value : undefined;
};
export const textIn = (cells: Readonly<Cells>, field: string): string | undefined => {
  const value = cells[field];
  return typeof value === 'string' ? value : undefined;
};
