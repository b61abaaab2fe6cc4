/** All that handling an activity needs, put together once. */
import type { Bot } from '../../core/bot';
import type { Logger } from '../../core/log';
import type { KeyValueStore } from '../../core/key-value-store';
import type { Connector } from './outbound/connector';
import type { Delivery } from './outbound/deliver';
import type { TeamsRenderer } from './render/draw';
import type { LookupLabels } from './render/choice-labels';
import type { DialogPages } from './render/task-module-responses';
import type { People } from './identity/people';
import type { UnfinishedForms } from './inbound/late-forms';
import type { InFlight } from './in-flight';

export interface HandlerContext {
  readonly bot: Bot;
  readonly people: People;
  readonly connector: Connector;
  readonly renderer: TeamsRenderer;
  readonly delivery: Delivery;
  readonly pages: DialogPages;
  readonly labels: LookupLabels;
  readonly inFlight: InFlight;
  readonly unfinishedForms: UnfinishedForms;
  readonly store: KeyValueStore;
  readonly log: Logger;
}
