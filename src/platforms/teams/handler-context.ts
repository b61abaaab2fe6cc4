/** All that handling an activity needs, put together once. */
import type { Bot } from '../../core/bot';
import type { InFlight } from '../../core/in-flight';
import type { Logger } from '../../core/log';
import type { KeyValueStore } from '../../core/key-value-store';
import type { Connectors } from './outbound/connector';
import type { Delivery } from './outbound/deliver';
import type { TeamsRenderer } from './render/draw';
import type { LookupLabels, UnfinishedForms } from './inbound/form-memory';
import type { DialogPages } from './render/invoke-responses';
import type { People } from './identity/people';

export interface HandlerContext {
  readonly bot: Bot;
  readonly people: People;
  readonly connectors: Connectors;
  readonly renderer: TeamsRenderer;
  readonly delivery: Delivery;
  readonly pages: DialogPages;
  readonly labels: LookupLabels;
  readonly inFlight: InFlight;
  readonly unfinishedForms: UnfinishedForms;
  readonly store: KeyValueStore;
  readonly log: Logger;
}
