/** Errands in words and forms. */
import { anyOpportunityId, createOwnOpportunity, anyOf, isFormOpen, isAccepted, addNote, type Scenario } from './actor';

export const typedScenarios: readonly Scenario[] = [
  ({ chat, person, scene }) => chat.say(person, String(anyOpportunityId(scene))),
  ({ chat, person }) => chat.say(person, anyOf(['mine', 'list', 'overdue', 'pipeline', 'help', 'outbox', 'whoami'])),
  ({ chat, person, scene, asked }) => chat.say(person, `note ${String(anyOpportunityId(scene))} ${addNote(asked)}`),
  ({ chat, person, scene }) =>
    chat.say(person, `push ${String(anyOpportunityId(scene))} 2027-01-${anyOf(['15', '22', '29'])}`),
  async ({ chat, person, scene, asked }) => {
    await chat.typeForm(person, `note ${String(anyOpportunityId(scene))}`);
    await chat.submit(person, { text: addNote(asked) });
  },
  /** Slack brings the same command twice. */
  async ({ scene, asked }) => {
    const words = {
      command: '/opp',
      text: `note ${String(anyOpportunityId(scene))} ${addNote(asked)}`,
      user_id: 'U0SAMOKAFOR',
    };
    const place = { team_id: 'T0PLAYMSP', channel_id: 'C0SALES0001', channel_name: 'sales' };
    const body = new URLSearchParams({ ...words, ...place, trigger_id: `twice-${String(Math.random())}` }).toString();
    const now = Math.floor(Date.now() / 1000);
    await Promise.all([
      scene.slack.deliver({ body, timestamp: now }),
      scene.slack.deliver({ body, timestamp: now - 1 }),
    ]);
  },
];

export const win: Scenario = async (actor) => {
  const { chat, person, asked } = actor;
  const own = createOwnOpportunity(actor);
  if (!(await isFormOpen(own, () => chat.typeForm(person, `win ${String(own.id)}`)))) return;
  await chat.submit(person, {});
  if (await isAccepted(actor)) asked.wins.push(own.id);
};

/** The last one of theirs, whatever it was. */
export const undo: Scenario = ({ chat, person }) => chat.say(person, 'undo');
