/** Whom the bot takes somebody for, and what follows from it. */
import type { Feature } from '../core/feature';
import { showToAsker } from '../core/reply';
import { noticeView } from '../views/notice';
import { isAmong } from './permission';
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
        const { me, arrival, now, services } = context;
        const { timezone = 'UTC' } = arrival.person;
        const format = formatOf(context);
        const how =
          me.connected === undefined
            ? `found by ${me.email}`
            : `connected by ${me.connected.by}, ${format.since(me.connected.at)}`;
        const said = [
          `You are ${me.name}, resource #${String(me.id)} in Autotask, ${how}.`,
          ...(me.until === undefined ? [] : [`Autotask is asked again after ${format.time(me.until)}.`]),
          'What you change here is written in your name.',
          `Your time zone is ${timezone}; it is ${format.time(now)} there.`,
          ...(isAmong(services.permissions.administrators, arrival.person)
            ? [`You are an administrator: ${arrival.prefix}connect shows who waits to be connected.`]
            : []),
        ];
        return Promise.resolve(showToAsker(noticeView('Who you are', said.join(' '))));
      },
    },
  ],
};
