/** What the API user may do with opportunities at all, as the entity itself tells. */
export interface Access {
  readonly create: boolean;
  readonly update: boolean;
  readonly query: boolean;
}

/**
 * R1 (Autotask: Opportunities, general: without the module the API answers that the logged in Resource does not have
 * the adequate permissions). Whether the module is there only Autotask knows; missing rights can be known before.
 */
export function accessRefusal(access: Access | undefined, verb: keyof Access): string | undefined {
  if (access === undefined || access[verb]) return undefined;
  const what = { create: 'create', update: 'change', query: 'read' }[verb];
  return `The API user of this bot may not ${what} opportunities in Autotask.`;
}
