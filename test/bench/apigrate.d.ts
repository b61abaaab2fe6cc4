/** The little of the peer that is measured; it brings no types. */
declare module '@apigrate/autotask-restapi' {
  export class AutotaskRestApi {
    constructor(user: string, secret: string, code: string, options: { readonly base_url: string });
    readonly Opportunities: {
      query(query: object): Promise<{ readonly items: readonly { readonly id: number }[] }>;
    };
  }
}
