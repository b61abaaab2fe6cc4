/** What happens in a modal: it opens while the answer is prepared, then shows the form or the answer. */
import type { Redrawn } from '../../core/bot';
import type { Logger } from '../../core/log';
import type { Reply, View } from '../../core/reply';
import type { Drawing } from './draw';
import type { Delivery } from './deliver';
import { factsOf, slackCode } from './failure';
import { offerView } from './offer';
import { isNowhere, type Origin } from './origin';
import type { Modal, Web } from './slack-web';

export interface Window {
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
}

/** Nothing here rejects. */
export interface Modals {
  /** Opens a modal on the press or word that owns this trigger, and shows there what the work comes to. */
  openFor(work: Promise<Reply>, at: { trigger: string; title: string; origin: Origin }): Promise<void>;
  /** Shows a result in a modal that is open. */
  land(window: Window, result: Reply | Redrawn): Promise<void>;
  /** Opens a form straight away, for an answer that nobody expected to be one. */
  openForm(trigger: string, reply: Extract<Reply, { kind: 'form' }>, origin: Origin): Promise<void>;
}

interface ModalParts {
  readonly web: Web;
  readonly drawing: Drawing;
  readonly delivery: Delivery;
  readonly log: Logger;
}

export function createModals({ web, drawing, delivery, log }: ModalParts): Modals {
  async function opened(trigger: string, view: Modal): Promise<string | undefined> {
    try {
      return await web.openModal(trigger, view);
    } catch (error) {
      log.error(factsOf(error), 'Slack opens no modal');
      return undefined;
    }
  }
  /** False when the person closed it meanwhile: the result must then find another way. */
  async function updated(id: string, view: Modal): Promise<boolean> {
    try {
      await web.updateModal(id, view);
      return true;
    } catch (error) {
      if (slackCode(error) !== 'not_found') log.error(factsOf(error), 'Slack does not update the modal');
      return false;
    }
  }
  const page = async ({ id, title, origin }: Window, view: View): Promise<void> => {
    if (!(await updated(id, drawing.page(title, view, origin)))) await delivery.toAsker(origin, view);
  };
  async function land(window: Window, result: Reply | Redrawn): Promise<void> {
    const { id, title, origin } = window;
    const shown = shownInModal(result, origin);
    if (shown !== undefined) return page(window, shown);
    if (result.kind === 'form' || result.kind === 'invalid') {
      const stays = await updated(id, drawing.form(result.form, origin));
      if (!stays && result.kind === 'invalid') await delivery.toAsker(origin, notDone(result));
      return;
    }
    await delivery.reply(origin, result);
    await updated(id, drawing.waiting(title, 'done', origin));
  }

  return {
    land,

    async openFor(work, { trigger, title, origin }) {
      const id = await opened(trigger, drawing.waiting(title, 'loading', origin));
      const reply = await work;
      if (id !== undefined) await land({ id, title, origin }, reply);
      else if (reply.kind === 'form') await delivery.toAsker(origin, offerView(reply.form));
      else await delivery.reply(origin, reply);
    },

    async openForm(trigger, { form }, origin) {
      const id = await opened(trigger, drawing.form(form, origin));
      if (id === undefined) await delivery.toAsker(origin, offerView(form));
    },
  };
}

/**
 * What belongs in the modal itself: an answer for the asker alone, and the fresh card where there is no conversation. Who
 * came from Home or a menu looks at the modal: a direct message would reach them in another place, with a notification.
 */
export function shownInModal(result: Reply | Redrawn, origin: Origin): View | undefined {
  if (result.kind === 'show') return result.to === 'asker' ? result.view : undefined;
  return result.kind === 'replace' && isNowhere(origin) ? result.view : undefined;
}

/** The person closed the modal while it was saving: what was wrong, and what they wrote, must still reach them. */
function notDone({ form }: Redrawn): View {
  const wrong = Object.entries(form.errors).map(([id, error]) => `${labelOf(form, id)}: ${error}`);
  const problems = [form.problem, ...wrong].filter((part) => part !== '');
  const say = ['This was not saved.', ...(problems.length > 0 ? problems : form.cautions)].join(' ');
  const typed = form.fields.flatMap(({ type, id }) => (type === 'text' && form.values[id] ? [form.values[id]] : []));
  const model = { title: form.title, say, next: '', reference: '', typed: typed.map((text) => ({ text })) };
  return { card: 'problem', model, text: `${form.title}. ${say}` };
}
const labelOf = (form: Redrawn['form'], id: string): string =>
  form.fields.find((field) => field.id === id)?.label ?? id;
