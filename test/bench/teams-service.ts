/** As much of Teams as a chat needs: activities that are sent, and a connector that takes what the bot posts. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TeamsService {
  /** Types words into the personal chat; resolves with the card that is posted. */
  sendMessage(text: string): Promise<object>;
  /** Executes an action, pressed or by itself; resolves with what the invoke is answered with. */
  executeAction(action: object, trigger: 'manual' | 'automatic'): Promise<object>;
  stop(): Promise<void>;
}

const memberProfile = {
  id: '29:sam',
  name: 'Sam Okafor',
  aadObjectId: 'aad-sam',
  email: 'sam.okafor@example.com',
  userPrincipalName: 'sam.okafor@example.com',
  tenantId: 'home',
  userRole: 'user',
};

export async function startTeamsService(messagesUrl: string): Promise<TeamsService> {
  const waiting: ((card: object) => void)[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const isMember = request.url?.includes('/members/') === true;
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(isMember ? memberProfile : { id: '1' }));
      const { attachments } = (body === '' ? {} : JSON.parse(body)) as { attachments?: { content: object }[] };
      if (request.method === 'POST' && attachments?.[0] !== undefined) waiting.shift()?.(attachments[0].content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let activityCount = 0;
  async function send(changes: object): Promise<unknown> {
    const activity = {
      channelId: 'msteams',
      serviceUrl,
      id: String(++activityCount),
      timestamp: new Date().toISOString(),
      locale: 'en-US',
      from: { id: memberProfile.id, name: memberProfile.name, aadObjectId: memberProfile.aadObjectId },
      recipient: { id: '28:bot', name: 'Opportunities' },
      conversation: { id: 'a:sam', conversationType: 'personal', tenantId: 'home' },
      channelData: { tenant: { id: 'home' } },
      entities: [{ type: 'clientInfo', locale: 'en-US', timezone: 'Europe/London' }],
      ...changes,
    };
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(messagesUrl, { method: 'POST', headers, body: JSON.stringify(activity) });
    if (!response.ok) throw new Error(`The bot refused the activity with ${String(response.status)}.`);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }
  return {
    async sendMessage(text) {
      const answerArrived = new Promise<object>((resolve) => waiting.push(resolve));
      await send({ type: 'message', textFormat: 'plain', text });
      return answerArrived;
    },
    async executeAction(action, trigger) {
      const value = { action: { type: 'Action.Execute', ...action }, trigger };
      return (await send({ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value })) as object;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
