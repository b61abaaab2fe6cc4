/** The list of what people can do: the only file to touch when a feature is added. */
import type { EntryPointHandlers } from '../core/entry-points';
import type { Feature } from '../core/feature';
import { connect } from './access/connect';
import { create } from './record/create';
import { digest } from './digest/digest';
import { doctor } from './doctor';
import { edit, money } from './record/edit';
import { filter } from './lookup/filter';
import { find, findName } from './lookup/find';
import { help } from './help';
import { historyFeature } from './record/history';
import { home, homeFeature, homeName } from './lookup/home';
import { saveMessage, saveMessageFormId } from './notes/keep-message';
import { list } from './lookup/list';
import { lose } from './record/lose';
import { note } from './notes/note';
import { outbox } from './pending/outbox';
import { pipeline } from './lookup/pipeline';
import { push } from './record/push';
import { reopen } from './record/reopen';
import { findMatches, search, searchForm, unfurl } from './lookup/search';
import type { Services } from './services';
import { stage } from './record/stage';
import { undoFeature } from './pending/undo';
import { watch } from './watch/watch';
import { whoami } from './access/whoami';
import { win } from './record/win';

export const features: readonly Feature<Services>[] = [
  homeFeature,
  find,
  search,
  list,
  filter,
  pipeline,
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
