/** Post an opportunity's card for everybody in the conversation. */
import type { Feature } from '../../core/feature';
import { showToEveryone } from '../../core/reply';
import { shareButton } from '../../views/buttons';
import { loadOpportunityCard } from '../changing/entry-card';
import { onPressToPost } from '../changing/post-once';
import type { Services } from '../services';

export const share: Feature<Services> = {
  actions: [
    onPressToPost(shareButton, async (context, { id }) => showToEveryone(await loadOpportunityCard(context, id))),
  ],
};
