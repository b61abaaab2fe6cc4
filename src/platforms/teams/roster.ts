/** Where somebody is looked up: among the members of the conversation, else in their personal chat with the bot. */
import type { Connector } from './connector';
import { placeOf } from './addresses';
import type { FindMember } from './people';

export function createRoster({ member, personalChat }: Pick<Connector, 'member' | 'personalChat'>): FindMember {
  return async (activity, roster) => {
    const { serviceUrl, from } = activity;
    const { tenant, kind } = placeOf(activity);
    try {
      return await member(serviceUrl, roster, from.id);
    } catch (error) {
      if (kind === 'direct') throw error;
      // A message extension is used anywhere: the bot need not be a member there, and is told nothing about others.
      const { conversation } = await personalChat({ tenant, id: from.id });
      return member(serviceUrl, conversation, from.id);
    }
  };
}
