/** What people can do on the page: each verb, with the schema of its input and the fake that performs it. */
import { z } from 'zod';
import type { FakeSlack } from '../fakes/slack/fake-slack';
import type { FakeTeams } from '../fakes/teams/fake-teams';
import type { AdjustableClock } from '../adjustable-clock';

/** Parses what the page sent, then performs it. Throws a `ZodError` for input that does not fit the schema. */
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
    (slack, message) => slack.say(message),
  ),
  post: userAction(
    z.object({ ...personField, channel: nameSchema, text: textSchema, thread: nameSchema.exactOptional() }),
    (slack, message) => slack.post(message),
  ),
  shortcut: userAction(z.object({ ...personField, callback: nameSchema }), (slack, choice) => slack.shortcut(choice)),
  messageShortcut: userAction(
    z.object({ ...personField, message: nameSchema, callback: nameSchema }),
    (slack, choice) => slack.messageShortcut(choice),
  ),
  openHome: userAction(z.object(personField), (slack, { person }) => slack.openHome(person)),
  pressInHome: userAction(z.object({ ...personField, ...pressFields }), (slack, press) => slack.pressInHome(press)),
  press: userAction(z.object({ ...personField, message: nameSchema, ...pressFields }), (slack, press) =>
    slack.press(press),
  ),
  pressInModal: userAction(z.object({ ...personField, ...pressFields }), (slack, press) => slack.pressInModal(press)),
  type: userAction(z.object({ ...personField, values: valuesSchema }), (slack, input) => slack.type(input)),
  submit: userAction(z.object({ ...personField, values: valuesSchema }), (slack, submission) =>
    slack.submit(submission),
  ),
  close: userAction(z.object(personField), (slack, { person }) => slack.close(person)),
  suggest: userAction(z.object({ ...personField, field: nameSchema, text: textSchema }), (slack, query) =>
    slack.suggest(query),
  ),
};

const actionSchema = z.record(z.string(), z.unknown());
const searchResultSchema = z.object({
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
    (teams, message) => teams.say(message),
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
    (teams, submission) => teams.submitDialog(submission),
  ),
  closeDialog: userAction(z.object(personField), (teams, { person }) => teams.closeDialog(person)),
  suggest: userAction(
    z.object({ ...personField, field: nameSchema, text: textSchema, values: valuesSchema }),
    (teams, query) => teams.suggest(query),
  ),
  search: userAction(z.object({ ...personField, conversation: nameSchema, text: textSchema }), (teams, query) =>
    teams.search(query),
  ),
  choose: userAction(
    z.object({ ...personField, conversation: nameSchema, chosen: searchResultSchema }),
    (teams, choice) => teams.choose(choice),
  ),
  messageAction: userAction(
    z.object({ ...personField, activityId: nameSchema, command: nameSchema }),
    (teams, action) => teams.messageAction(action),
  ),
  post: userAction(z.object({ ...personField, conversation: nameSchema, text: textSchema }), (teams, message) =>
    teams.post(message),
  ),
};

const moveSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('hour') }),
  z.object({
    to: z.literal('morning'),
    timezone: z.string().max(60).refine(isTimezone, 'There is no such time zone.'),
  }),
]);

export const clockActions: UserActions<AdjustableClock> = {
  move: (clock, input) => clock.move(moveSchema.parse(input)),
};

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
