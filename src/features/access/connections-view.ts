/** Account links and requests for them, for administrators to decide. */
import { z } from 'zod';
import type { ActionRef } from '../../core/cards/button';
import type { AccountLink, LinkRequest, ChatUser } from '../../core/account-links';
import type { View } from '../../core/reply';
import { defineReplyButton } from '../../views/buttons';
import type { Format } from '../../views/format';

/** For administrators: they decide requests, and end connections. */
const requestPayload = z.object({ id: z.string() });
export const approveButton = defineReplyButton('connect.approve', requestPayload);
export const declineButton = defineReplyButton('connect.decline', requestPayload);
export const disconnectButton = defineReplyButton(
  'connect.end',
  z.object({ platform: z.enum(['slack', 'teams']), tenant: z.string(), id: z.string() }),
);

interface ConnectionRow {
  readonly title: string;
  readonly about: string;
  readonly controls: readonly ActionRef[];
}

const platforms = { slack: 'Slack', teams: 'Microsoft Teams' } as const;
const personText = ({ name, email, platform }: ChatUser): string => `${name} (${email}) on ${platforms[platform]}`;
const resourceText = ({ as }: Pick<LinkRequest, 'as'>): string =>
  `${as.name} (${as.email}), resource #${String(as.id)}`;

export const requestRow = (request: LinkRequest, format: Format): ConnectionRow => ({
  title: `${personText(request.who)} asks to be connected`,
  about: `Says to be ${resourceText(request)} in Autotask. Asked ${format.relativeMoment(request.at)}. Make sure of it before you approve: what they change is written in that name.`,
  controls: [
    approveButton.with({ id: request.id }, 'Approve', { style: 'primary', spoken: `Approve ${request.who.name}` }),
    declineButton.with({ id: request.id }, 'Decline', { style: 'danger', spoken: `Decline ${request.who.name}` }),
  ],
});

export const connectionRow = (connection: AccountLink, format: Format): ConnectionRow => {
  const { platform, tenant, id, name } = connection.who;
  return {
    title: `${personText(connection.who)} is connected`,
    about: `Is ${resourceText(connection)} in Autotask. Approved by ${connection.by}, ${format.relativeMoment(connection.at)}.`,
    controls: [
      disconnectButton.with({ platform, tenant, id }, 'Disconnect', { style: 'danger', spoken: `Disconnect ${name}` }),
    ],
  };
};

/** `more` counts the rows that do not fit. */
export function connectionsView(title: string, rows: readonly ConnectionRow[], { say = '', more = 0 } = {}): View {
  const rest = more === 0 ? '' : `+${String(more)} more: decide these first.`;
  const model = { title, say, rows, rest };
  const lines = rows.map((row) => `${row.title}. ${row.about}`);
  return { card: 'connections', model, text: [title, say, ...lines, rest].filter((line) => line !== '').join('\n') };
}
