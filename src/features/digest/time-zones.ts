/** Time zones to choose from, and which names are zones at all. */
import type { Choice } from '../../core/forms/form-view';

/** Names of today for zones that the list of the runtime has under older ones. */
const currentNames = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
  'UTC',
];

export const zoneLabel = (timezone: string): string => timezone.replaceAll('_', ' ');
const choiceOf = (zone: string): Choice => ({ value: zone, label: zoneLabel(zone) });

/** Also by another name of its own, such as `US/Eastern` or `Asia/Calcutta`: profiles have those. */
export function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...currentNames.filter(isZone)])].map(choiceOf);

/** A zone's whole name is that zone, whichever of its names it is; otherwise the zones whose name has the words. */
export function zoneChoices(typed: string): readonly Choice[] {
  const words = zoneLabel(typed.trim()).toLowerCase();
  const exact = zones.filter(({ label }) => label.toLowerCase() === words);
  if (exact.length > 0) return exact;
  const named = zones.filter(({ label }) => label.toLowerCase().includes(words)).slice(0, 20);
  const name = typed.trim().replaceAll(' ', '_');
  return named.length === 0 && isZone(name) ? [choiceOf(name)] : named;
}
