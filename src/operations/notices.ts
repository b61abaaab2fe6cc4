/** The pages that Teams' manifest names: what the bot is, what it stores of people, and on what terms it runs. */
import type { RequestHandler } from 'express';

interface Notice {
  readonly path: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const notices: readonly Notice[] = [
  {
    path: '/',
    title: 'Opportunities',
    lines: [
      'Autotask opportunities in Slack and Microsoft Teams. There is nothing to do here: say help to the bot in a chat.',
      'What is stored: <a href="privacy">privacy</a>. On what terms: <a href="terms">terms</a>.',
    ],
  },
  {
    path: '/privacy',
    title: 'Privacy',
    lines: [
      'This bot is run by your own organisation, on its own server. It speaks to your organisation’s Autotask, and to Slack and Microsoft Teams, to answer you there; it sends nothing to those who wrote it.',
      'It reads your name, e-mail address, time zone and language from Slack or Teams, to find your resource in Autotask, and what you write to it, press, or keep as a note. It does not read other conversations, but to see whether a digest of its own was posted.',
      'It stores: what you changed through it, with the values before and after, when, where and your name; your connection with Autotask where an administrator made one; digests that were set up, and figures of opportunities that they compare with; where cards are on show, and for whom; for a day, forms that are open with what was typed.',
      'It does not store passwords or tokens of yours, nor copies of whole records. Its log names failures and references, and no secret of its settings.',
      'To see, correct or delete what is stored about you, ask whoever runs it in your organisation.',
    ],
  },
  {
    path: '/terms',
    title: 'Terms of use',
    lines: [
      'This bot is run by your own organisation, whose terms for its tools hold here as well. What you do with it is done in Autotask in your name where Autotask permits it, and recorded.',
      'The software is under the Apache License 2.0: it comes as it is, without warranty of any kind.',
    ],
  },
];

const page = ({ title, lines }: Notice): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>:root { color-scheme: light dark } body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui }</style>
<h1>${title}</h1>
${lines.map((line) => `<p>${line}</p>`).join('\n')}
</html>
`;

export const noticePages: readonly { path: string; handler: RequestHandler }[] = notices.map((notice) => ({
  path: notice.path,
  handler: (_request, response) => void response.type('html').send(page(notice)),
}));
