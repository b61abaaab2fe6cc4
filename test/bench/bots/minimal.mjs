/** The least that a bot can be: both SDKs in one process, one record fetched, one literal card. No checks, no memory. */
import { createServer } from 'node:http';
import bolt from '@slack/bolt';
import botbuilder from 'botbuilder';

const {
  PORT,
  SLACK_API_URL,
  SLACK_BOT_TOKEN,
  SLACK_SIGNING_SECRET,
  AUTOTASK_URL,
  AUTOTASK_HEADERS,
  ONLY_ACKNOWLEDGES,
} = process.env;
const headers = JSON.parse(AUTOTASK_HEADERS ?? '{}');

async function recordOf(id) {
  const response = await fetch(`${AUTOTASK_URL}V1.0/Opportunities/${id}`, { headers });
  return (await response.json()).item;
}

const receiver = new bolt.HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  endpoints: ['/slack/events'],
  logLevel: 'error',
});
const slack = new bolt.App({
  token: SLACK_BOT_TOKEN,
  receiver,
  logLevel: 'error',
  ...(SLACK_API_URL === undefined ? {} : { clientOptions: { slackApiUrl: SLACK_API_URL } }),
});
slack.command('/opp', async ({ ack, command, respond }) => {
  await ack();
  if (ONLY_ACKNOWLEDGES !== undefined) return;
  const record = await recordOf(command.text);
  const fields = ['stage', 'status', 'amount', 'probability', 'projectedCloseDate', 'ownerResourceID'];
  await respond({
    response_type: 'ephemeral',
    text: record.title,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${record.title}*` } },
      {
        type: 'section',
        fields: fields.map((name) => ({ type: 'mrkdwn', text: `*${name}*\n${String(record[name])}` })),
      },
      {
        type: 'actions',
        elements: ['Stage', 'Win', 'Lose', 'Push', 'Note'].map((label) => ({
          type: 'button',
          action_id: label,
          text: { type: 'plain_text', text: label },
        })),
      },
    ],
  });
});

const cardOf = (record) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', weight: 'Bolder', text: record.title },
    {
      type: 'FactSet',
      facts: ['stage', 'status', 'amount', 'probability'].map((title) => ({ title, value: String(record[title]) })),
    },
  ],
  actions: ['Stage', 'Win', 'Lose', 'Push', 'Note'].map((title) => ({ type: 'Action.Execute', title, verb: title })),
});
class Teams extends botbuilder.TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const record = await recordOf(context.activity.text);
      await context.sendActivity({ attachments: [botbuilder.CardFactory.adaptiveCard(cardOf(record))] });
      await next();
    });
  }
  async onAdaptiveCardInvoke(context, value) {
    const record = await recordOf(value.action.data.id);
    if (value.action.verb === 'Open') {
      await context.sendActivity({ attachments: [botbuilder.CardFactory.adaptiveCard(cardOf(record))] });
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'The answer is below.' };
    }
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: cardOf(record) };
  }
}
const adapter = new botbuilder.CloudAdapter(new botbuilder.ConfigurationBotFrameworkAuthentication({}));
const teams = new Teams();

async function toTeams(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  request.body = JSON.parse(Buffer.concat(chunks).toString());
  response.status = (code) => {
    response.statusCode = code;
    return response;
  };
  response.send = (body) => response.end(body === undefined ? undefined : JSON.stringify(body));
  response.header = (name, value) => response.setHeader(name, value);
  await adapter.process(request, response, (context) => teams.run(context));
}

createServer((request, response) => {
  if (request.url === '/slack/events') receiver.requestListener(request, response);
  else if (request.url === '/api/messages') void toTeams(request, response);
  else response.end('ok');
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${PORT}/`));
