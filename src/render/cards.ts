/** Template + model → platform JSON. Templates are parsed once, at start: a broken one fails then, not at midnight. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GlobalSettings, Template } from 'adaptivecards-templating';
import type { ActionToken } from '../core/cards/button';
import type { PlatformName } from '../core/interaction';
import { registerEscapes, stripBidiControls } from './escapes';
import { withParseCache } from './template-patch';

export interface CardTemplates {
  /** Throws when there is no such card, or when the model lacks a name that the template asks for. */
  render(card: string, model: object): object;
  readonly names: readonly string[];
}

/** How a platform carries a button's token: the fields are put beside the token's own, for the template to bind. */
export type EncodeToken = (token: ActionToken) => object;

/** Where cards live: beside `src` and `dist` alike. */
export const cardsFolder = join(__dirname, '..', '..', 'cards');

export function loadCards(platform: PlatformName, encodeToken: EncodeToken, folder = cardsFolder): CardTemplates {
  registerEscapes();
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path: string) => {
    throw new Error(`The model has no "${path}".`);
  };
  const templates = new Map<string, Template>();
  for (const file of readdirSync(join(folder, platform)).filter((name) => name.endsWith('.json'))) {
    const source = readFileSync(join(folder, platform, file), 'utf8');
    templates.set(
      basename(file, '.json'),
      withParseCache(() => new Template(JSON.parse(source))),
    );
  }
  return {
    names: [...templates.keys()],
    render(card, model) {
      const template = templates.get(card);
      if (template === undefined) throw new Error(`There is no card "${card}" for ${platform}.`);
      return finishNode(template.expand({ $root: prepareModel(model, encodeToken) as object }), card) as object;
    },
  };
}

/** Stands for `${` in what people wrote, so that a `${` that is left over afterwards is known to be the template's. */
const dollarBrace = '\ue000';

function prepareModel(value: unknown, encode: EncodeToken): unknown {
  if (typeof value === 'string') return value.includes('${') ? value.replaceAll('${', dollarBrace) : value;
  if (Array.isArray(value)) return value.map((item) => prepareModel(item, encode));
  if (value === null || typeof value !== 'object') return value;
  const prepared: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined && member !== null) prepared[name] = prepareModel(member, encode);
  }
  return isActionToken(prepared['token']) ? { ...prepared, ...encode(prepared['token']) } : prepared;
}

function isActionToken(value: unknown): value is ActionToken {
  return typeof value === 'object' && value !== null && 'id' in value && 'v' in value && 'p' in value;
}

/**
 * Slack and Teams both refuse nulls, which `$when` leaves behind, and an empty text is the same as none: both are left
 * out. `{ "$row": [...] }` becomes the bare array, since the engine flattens arrays in arrays, which tables are made of;
 * `{ "$one": [...] }` becomes the first of its objects that `$when` left.
 * A leftover `${` is a mistake in the template.
 */
function finishNode(value: unknown, card: string): unknown {
  if (typeof value === 'string') {
    if (value.includes('${')) throw new Error(`The card "${card}" could not be filled in.`);
    return value.includes(dollarBrace) ? value.replaceAll(dollarBrace, '${') : value;
  }
  if (Array.isArray(value)) return value.filter(isPresent).map((item: unknown) => finishNode(item, card));
  if (value === null || typeof value !== 'object') return value;
  if ('$row' in value) return finishNode(value.$row, card);
  if ('$one' in value) return finishNode((value.$one as readonly unknown[]).find(isPresent), card);
  return finishFields(value, card);
}

function finishFields(value: object, card: string): object {
  const finished: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    const finishedMember = isPresent(member) ? finishNode(member, card) : undefined;
    if (isPresent(finishedMember))
      finished[name] =
        typeof finishedMember === 'string' && displayedFields.has(name)
          ? stripBidiControls(finishedMember)
          : finishedMember;
  }
  return finished;
}

/** Fields that people read; what they may edit, and what is sent back, stays as it was. */
const displayedFields = new Set([
  'text',
  'title',
  'label',
  'altText',
  'alt_text',
  'speak',
  'fallbackText',
  'accessibility_label',
]);

const isPresent = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
