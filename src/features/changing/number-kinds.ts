/** The kinds of number fields that forms have, each with its bounds. */

/** Autotask's money is never negative, and whole cents. */
export const moneyKind = { type: 'number', min: 0, decimals: true } as const;

/** Autotask: Opportunities, probability: from 0 to 100. */
export const percentKind = { type: 'number', min: 0, max: 100, decimals: false, unit: 'percent' } as const;
