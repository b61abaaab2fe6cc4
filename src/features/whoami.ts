/** Whom the bot takes somebody for, and what follows from it. */
import type { Feature } from '../core/feature';
import { showToAsker } from '../core/reply';
import { noticeView } from '../views/notice';
import { formatOf, type Services } from './services';

export const whoami: Feature<Services> = {
  commands: [
    {
      name: 'whoami',
      aliases: ['who'],
      summary: 'whom I take you for in Autotask, and your time zone',
      usage: 'whoami',
      examples: ['whoami'],
      audience: 'linked',
      run: (context) => {
        const { me, arrival, now } = context;
        const { timezone = 'UTC', email = '' } = arrival.person;
        const said = [
          `You are ${me.name}, resource #${String(me.id)} in Autotask, found by ${email}.`,
          'What you change here is written in your name.',
          `Your time zone is ${timezone}; it is ${formatOf(context).time(now)} there.`,
        ];
        return Promise.resolve(showToAsker(noticeView('Who you are', said.join(' '))));
      },
    },
  ],
};
