/** One person on one platform, and what their errands have in common. */
import type { ChatClient, FormOnScreen } from '../support/chat';
import type { Ledger } from './ledger';
import type { Scene } from './scene';

export interface Actor {
  readonly scene: Scene;
  readonly asked: Ledger;
  readonly chat: ChatClient;
  readonly person: string;
}

/** Each is one interaction of a person, or a few that belong together. */
export type Scenario = (actor: Actor) => Promise<unknown>;

export const anyOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Those of the seed: the ones that are made for one errand are touched by that alone. */
const seededOpportunities = ({ sandbox }: Scene) =>
  sandbox.records.list('Opportunities', ({ status, title }) => status === 1 && !String(title).startsWith('Soak'));
export const anyOpportunityId = (scene: Scene): number => Number(anyOf(seededOpportunities(scene))['id']);

export interface OwnOpportunity {
  readonly id: number;
  readonly title: string;
}
/** An opportunity for one errand alone, in the first stage. */
export function createOwnOpportunity({ scene }: Actor): OwnOpportunity {
  const cells = Object.entries(seededOpportunities(scene)[0] ?? {}).filter(([name]) => name !== 'id');
  const title = `Soak ${String(scene.sandbox.records.list('Opportunities').length).padStart(6, '0')}`;
  const made = { ...Object.fromEntries(cells), title, stage: stages.Qualifying };
  return { id: scene.sandbox.records.add('Opportunities', made), title };
}

/** Of the sandbox's tenant. */
export const stages = { Qualifying: 11, Discovery: 12, 'Solution Design': 13, 'Quote Sent': 14, Verbal: 15 } as const;
export const laterStages = ['Discovery', 'Solution Design', 'Quote Sent', 'Verbal'] as const;

export function addNote({ notes }: Ledger): string {
  const text = `Soak note ${String(notes.length)}.`;
  notes.push(text);
  return text;
}

/** Whether the form of this opportunity came: one that was asked for earlier, in vain, may come late and be in its place. */
export async function isFormOpen(own: OwnOpportunity, open: () => Promise<FormOnScreen>): Promise<boolean> {
  return (await open()).words.includes(own.title);
}

/** A form that is not taken stays open, with what was typed and the reason: its person knows. */
export async function isAccepted({ chat, person }: Actor): Promise<boolean> {
  for (let look = 0; look < 600 && /Saving/.test(chat.form(person)?.words ?? ''); look++) await pause(50);
  return (chat.form(person)?.fields.length ?? 0) === 0;
}
