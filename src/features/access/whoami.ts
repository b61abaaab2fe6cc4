/** The feature `whoami`: which Autotask resource the bot takes a person for. */
import type { Feature } from '../../core/feature';
import { showToAsker } from '../../core/reply';
import { noticeView } from '../../views/notice';
import { isAmong } from '../permission';
import { formatOf, type Services } from '../services';

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
        const { user, interaction, now, services } = context;
        const { timezone = 'UTC' } = interaction.person;
        const format = formatOf(context);
        const how =
          user.accountLink === undefined
            ? `found by ${user.email}`
            : `connected by ${user.accountLink.by}, ${format.relativeMoment(user.accountLink.at)}`;
        const sentences = [
          `You are ${user.name}, resource #${String(user.id)} in Autotask, ${how}.`,
          ...(user.until === undefined ? [] : [`Autotask is asked again after ${format.time(user.until)}.`]),
          'What you change here is written in your name.',
          `Your time zone is ${timezone}; it is ${format.time(now)} there.`,
          ...(isAmong(services.permissions.administrators, interaction.person)
            ? [`You are an administrator: ${interaction.prefix}connect shows who waits to be connected.`]
            : []),
        ];
        return Promise.resolve(showToAsker(noticeView('Who you are', sentences.join(' '))));
      },
    },
  ],
};
