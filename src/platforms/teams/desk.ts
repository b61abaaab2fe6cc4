/** All that handling an activity needs, put together once. */
import type { Bot } from '../../core/bot';
import type { Logger } from '../../core/log';
import type { Store } from '../../core/store';
import type { Connector } from './connector';
import type { Delivery } from './deliver';
import type { Drawing } from './drawing';
import type { Labels } from './labels';
import type { Pages } from './pages';
import type { People } from './people';
import type { Typed } from './typed';
import type { UnderWay } from './under-way';

export interface Desk {
  readonly bot: Bot;
  readonly people: People;
  readonly connector: Connector;
  readonly drawing: Drawing;
  readonly delivery: Delivery;
  readonly pages: Pages;
  readonly labels: Labels;
  readonly underWay: UnderWay;
  readonly typed: Typed;
  readonly store: Store;
  readonly log: Logger;
}
