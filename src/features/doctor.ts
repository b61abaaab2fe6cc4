/** Whether the bot's surroundings are in order: the doctor of the command line, in the chat. */
import type { Feature } from '../core/feature';
import { showToAsker } from '../core/reply';
import { doctorView } from '../views/doctor';
import type { Services } from './services';

export const doctor: Feature<Services> = {
  commands: [
    {
      name: 'doctor',
      aliases: ['health'],
      summary: 'whether Autotask, Slack, Teams and my settings are in order, and what to do where not',
      usage: 'doctor',
      examples: ['doctor'],
      audience: 'linked',
      run: async ({ services }) => showToAsker(doctorView(await services.runHealthChecks())),
    },
  ],
};
