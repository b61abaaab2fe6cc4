/** Every card that has a sample, drawn for both platforms from the files as they stand now, while somebody edits them. */
import { watch, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PlatformName } from '../../core/arrival';
import { encodeToken as forSlack } from '../../platforms/slack/tokens';
import { encodeToken as forTeams } from '../../platforms/teams/tokens';
import { cardsFolder, loadCards, type EncodeToken } from '../../render/cards';
import { complaintsAboutBlocks } from './slack/schema';
import type { DrawnCard, GalleryCard } from './snapshot';
import { complaintsAbout } from './teams/card-check';

const encodes: Readonly<Record<PlatformName, EncodeToken>> = { slack: forSlack, teams: forTeams };

export function drawGallery(folder = cardsFolder): readonly GalleryCard[] {
  return namesIn(folder, 'samples').map((card) => ({
    card,
    slack: draw(folder, 'slack', card),
    teams: draw(folder, 'teams', card),
  }));
}

const namesIn = (folder: string, room: string): readonly string[] =>
  readdirSync(join(folder, room))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .sort();

/** A template that is broken for a moment is no reason to stop. */
function draw(folder: string, platform: PlatformName, sample: string): DrawnCard {
  try {
    // `digest.quiet` is the card `digest` on a quiet day.
    const [card = ''] = sample.split('.');
    const model = JSON.parse(readFileSync(join(folder, 'samples', `${sample}.json`), 'utf8')) as object;
    const drawn = loadCards(platform, encodes[platform], folder).draw(card, {
      viewers: [],
      ...model,
      mentions: '',
    }) as Drawn;
    if (platform === 'teams') return { drawn, complaints: complaintsAbout(drawn) };
    const blocks = blocksOf(drawn);
    return { drawn: { blocks }, complaints: complaintsAboutBlocks(blocks) };
  } catch (error) {
    return { complaints: [error instanceof Error ? error.message : String(error)] };
  }
}

type Drawn = Readonly<Record<string, unknown>>;

/** Slack gives an id to each block that has none. */
function blocksOf(drawn: Drawn): readonly Drawn[] {
  const blocks = (drawn['blocks'] as readonly Drawn[]).flatMap((block) =>
    'group' in block ? (block['group'] as readonly Drawn[]) : [block],
  );
  return blocks.map((block, index) => ({ block_id: String(index), ...block }));
}

/** Tells when a template or a sample was saved; returns how to stop. */
export function watchCards(changed: () => void, folder = cardsFolder): () => void {
  const watcher = watch(folder, { recursive: true, persistent: false }, changed);
  return () => watcher.close();
}
