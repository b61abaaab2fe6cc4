/** Post an opportunity's card for everybody in the conversation. */
import { onPress, type Feature } from '../core/feature';
import { showToEveryone } from '../core/reply';
import { shareButton } from '../views/buttons';
import { readCard } from './opportunity-card';
import type { Here, Services } from './services';

export const share: Feature<Services> = {
  actions: [onPress(shareButton, async (context: Here, { id }) => showToEveryone(await readCard(context, id)))],
};
