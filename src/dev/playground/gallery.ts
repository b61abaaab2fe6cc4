/** Renders the sample of every card for both platforms from the files as they are now, while somebody edits them. */
import { watch, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PlatformName } from '../../core/interaction';
import { encodeToken as forSlack } from '../../platforms/slack/render/tokens';
import { encodeToken as forTeams } from '../../platforms/teams/render/tokens';
import { cardsFolder, loadCards, type EncodeToken } from '../../render/cards';
import { complaintsAboutBlocks } from '../fakes/slack/schema';
import type { RenderedCard, GalleryCard } from './snapshot';
import { complaintsAboutCard } from '../fakes/teams/card-check';

const tokenEncoders: Readonly<Record<PlatformName, EncodeToken>> = { slack: forSlack, teams: forTeams };

export function renderGallery(folder = cardsFolder): readonly GalleryCard[] {
  return sampleNames(folder).map((card) => ({
    card,
    slack: renderSample(folder, 'slack', card),
    teams: renderSample(folder, 'teams', card),
  }));
}

const sampleNames = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'samples'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .sort();

/** A template may be broken while it is edited: its error is then one of the complaints. */
function renderSample(folder: string, platform: PlatformName, sample: string): RenderedCard {
  try {
    // `digest.quiet` is the card `digest` on a quiet day.
    const [card = ''] = sample.split('.');
    const model = JSON.parse(readFileSync(join(folder, 'samples', `${sample}.json`), 'utf8')) as object;
    const rendered = loadCards(platform, tokenEncoders[platform], folder).render(card, {
      viewers: [],
      ...model,
      mentions: '',
    }) as RenderedJson;
    if (platform === 'teams') return { drawn: rendered, complaints: complaintsAboutCard(rendered) };
    const blocks = withBlockIds(rendered);
    return { drawn: { blocks }, complaints: complaintsAboutBlocks(blocks) };
  } catch (error) {
    return { complaints: [error instanceof Error ? error.message : String(error)] };
  }
}

type RenderedJson = Readonly<Record<string, unknown>>;

/** Slack gives an id to each block that has none. */
function withBlockIds(rendered: RenderedJson): readonly RenderedJson[] {
  const blocks = (rendered['blocks'] as readonly RenderedJson[]).flatMap((block) =>
    'group' in block ? (block['group'] as readonly RenderedJson[]) : [block],
  );
  return blocks.map((block, index) => ({ block_id: String(index), ...block }));
}

/** Calls back when a template or a sample was saved; returns a function that ends this. */
export function watchCards(onChange: () => void, folder = cardsFolder): () => void {
  const watcher = watch(folder, { recursive: true, persistent: false }, onChange);
  return () => watcher.close();
}
