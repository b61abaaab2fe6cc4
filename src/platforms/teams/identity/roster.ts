/** Where somebody is looked up: among the members of the conversation, else in their personal chat with the bot. */
import type { Connector } from '../outbound/connector';
import { toConversation } from '../outbound/addresses';
import type { LoadMember } from './people';

export function createMemberLookup({
  loadMember,
  openPersonalChat,
}: Pick<Connector, 'loadMember' | 'openPersonalChat'>): LoadMember {
  return async (activity, roster) => {
    const { serviceUrl, from } = activity;
    const { tenant, kind } = toConversation(activity);
    try {
      return await loadMember(serviceUrl, roster, from.id);
    } catch (error) {
      if (kind === 'direct') throw error;
      // A message extension is used anywhere: the bot need not be a member there, and is told nothing about others.
      const { conversation } = await openPersonalChat({ tenant, id: from.id });
      return loadMember(serviceUrl, conversation, from.id);
    }
  };
}
