/** What the page may make people do: each verb of the drivers, with the shape of what is sent for it. */
import { z } from 'zod';
import type { FakeSlack } from '../fakes/slack/fake-slack';
import type { FakeTeams } from '../fakes/teams/fake-teams';

/** One verb: reads what the page sent, then does it. Throws a `ZodError` for a shape that is not the verb's. */
export type UserAction<P> = (target: P, input: unknown) => unknown;
export type UserActions<P> = Readonly<Record<string, UserAction<P>>>;

const userAction =
  <P, T>(shape: z.ZodType<T>, perform: (target: P, input: T) => unknown): UserAction<P> =>
  (target, input) =>
    perform(target, shape.parse(input));

const nameSchema = z.string().min(1).max(500);
const textSchema = z.string().max(10_000);
const valuesSchema = z.record(z.string(), textSchema);
const personField = { person: nameSchema };
const pressFields = { action: nameSchema, block: nameSchema.exactOptional(), option: textSchema.exactOptional() };

export const slackUserActions: UserActions<FakeSlack> = {
  say: userAction(
    z.object({ ...personField, channel: nameSchema, text: textSchema, thread: nameSchema.exactOptional() }),
    (slack, words) => slack.say(words),
  ),
  post: userAction(
    z.object({ ...personField, channel: nameSchema, text: textSchema, thread: nameSchema.exactOptional() }),
    (slack, words) => slack.post(words),
  ),
  shortcut: userAction(z.object({ ...personField, callback: nameSchema }), (slack, chosen) => slack.shortcut(chosen)),
  messageShortcut: userAction(
    z.object({ ...personField, message: nameSchema, callback: nameSchema }),
    (slack, chosen) => slack.messageShortcut(chosen),
  ),
  openHome: userAction(z.object(personField), (slack, opened) => slack.openHome(opened.person)),
  pressInHome: userAction(z.object({ ...personField, ...pressFields }), (slack, press) => slack.pressInHome(press)),
  press: userAction(z.object({ ...personField, message: nameSchema, ...pressFields }), (slack, press) =>
    slack.press(press),
  ),
  pressInModal: userAction(z.object({ ...personField, ...pressFields }), (slack, press) => slack.pressInModal(press)),
  type: userAction(z.object({ ...personField, values: valuesSchema }), (slack, typed) => slack.type(typed)),
  submit: userAction(z.object({ ...personField, values: valuesSchema }), (slack, submitted) => slack.submit(submitted)),
  close: userAction(z.object(personField), (slack, closed) => slack.close(closed.person)),
  suggest: userAction(z.object({ ...personField, field: nameSchema, text: textSchema }), (slack, asked) =>
    slack.suggest(asked),
  ),
};

const actionSchema = z.record(z.string(), z.unknown());
const hitSchema = z.object({
  title: textSchema,
  about: textSchema,
  card: actionSchema,
  pick: actionSchema.exactOptional(),
});

export const teamsUserActions: UserActions<FakeTeams> = {
  say: userAction(
    z.object({
      ...personField,
      conversation: nameSchema,
      text: textSchema,
      slash: z.boolean().exactOptional(),
      thread: nameSchema.exactOptional(),
    }),
    (teams, words) => teams.say(words),
  ),
  press: userAction(
    z.object({
      ...personField,
      conversation: nameSchema,
      activityId: nameSchema,
      action: actionSchema,
      values: valuesSchema,
    }),
    (teams, press) => teams.press(press),
  ),
  submitDialog: userAction(
    z.object({ ...personField, action: actionSchema, values: valuesSchema }),
    (teams, submitted) => teams.submitDialog(submitted),
  ),
  closeDialog: userAction(z.object(personField), (teams, closed) => teams.closeDialog(closed.person)),
  suggest: userAction(
    z.object({ ...personField, field: nameSchema, text: textSchema, values: valuesSchema }),
    (teams, asked) => teams.suggest(asked),
  ),
  search: userAction(z.object({ ...personField, conversation: nameSchema, text: textSchema }), (teams, asked) =>
    teams.search(asked),
  ),
  choose: userAction(z.object({ ...personField, conversation: nameSchema, chosen: hitSchema }), (teams, chosen) =>
    teams.choose(chosen),
  ),
  messageAction: userAction(
    z.object({ ...personField, activityId: nameSchema, command: nameSchema }),
    (teams, pointed) => teams.messageAction(pointed),
  ),
  post: userAction(z.object({ ...personField, conversation: nameSchema, text: textSchema }), (teams, words) =>
    teams.post(words),
  ),
};
