/** What is to be written: changes of an opportunity, drafts of notes, and for whom. */
import type { FieldName, OpportunityFields } from './fields';
import type { Udf } from './opportunity';

/** Who a write is for. Written into the note, and sent as `ImpersonationResourceId` where the tenant permits it. */
export interface Author {
  readonly id: number;
  readonly name: string;
}

/** Writable fields with their new values; null clears. User-defined fields: only those that change. */
export type Changes = {
  readonly [K in Exclude<FieldName, 'id'>]?: OpportunityFields[K] | null;
} & { readonly userDefinedFields?: readonly Udf[] };

export interface NoteDraft {
  readonly title: string;
  readonly text: string;
  readonly actionType?: number;
  /**
   * When it was written. A draft that is sent again after an answer got lost must carry its first moment: then it is
   * looked up before it is sent, and never stands there twice.
   */
  readonly written?: Date;
}
