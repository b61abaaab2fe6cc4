/** All that handling an activity needs, put together once. */
import type { Bot } from '../../core/bot';
import type { Logger } from '../../core/log';
import type { KeyValueStore } from '../../core/store';
import type { Connector } from './connector';
import type { Delivery } from './deliver';
import type { TeamsRenderer } from './drawing';
import type { LookupLabels } from './labels';
import type { DialogPages } from './pages';
import type { People } from './people';
import type { UnfinishedForms } from './typed';
import type { InFlight } from './under-way';

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
