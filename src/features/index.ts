/** The list of what people can do: the only file to touch when a feature is added. */
import type { EntryPointHandlers } from '../core/entrances';
import type { Feature } from '../core/feature';
import { connect } from './connect';
import { create } from './create';
import { digest } from './digest';
import { doctor } from './doctor';
import { edit } from './edit';
import { filter } from './filter';
import { find, findName } from './find';
import { help } from './help';
import { historyFeature } from './history';
import { home, homeFeature, homeName } from './home';
import { saveMessage, saveMessageFormId } from './keep';
import { list } from './list';
import { lose } from './lose';
import { money } from './money';
import { note } from './note';
import { outbox } from './outbox';
import { pipeline } from './pipeline';
import { push } from './push';
import { reopen } from './reopen';
import { findMatches, search, searchForm, unfurl } from './search';
import type { Services } from './services';
import { share } from './share';
import { stage } from './stage';
import { undoFeature } from './undo';
import { watch } from './watch';
import { whoami } from './whoami';
import { win } from './win';

export const features: readonly Feature<Services>[] = [
  homeFeature,
  find,
  search,
  list,
  filter,
  pipeline,
  share,
  stage,
  push,
  win,
  lose,
  reopen,
  note,
  saveMessage,
  edit,
  money,
  create,
  undoFeature,
  outbox,
  historyFeature,
  digest,
  watch,
  whoami,
  doctor,
  connect,
  help,
];

/** The command for words that begin with no verb, and the one for no words at all. */
export const fallbackCommand = findName;
export const emptyCommand = homeName;

/** What the platforms' own pages, menus, searches and links lead to. */
export const entryPoints: EntryPointHandlers<Services> = {
  home,
  findMatches,
  unfurl,
  searchFormId: searchForm,
  saveMessageFormId,
};
