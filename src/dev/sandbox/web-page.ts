/** Where links into Autotask's web application lead: a small page that shows the record. */
import type { Answer } from './answer';
import { html } from './answer';
import { presenter } from './read/present';
import type { EntityName } from './schema';
import { entityOf } from './schema';
import type { World } from './world';

const codes: Readonly<Record<string, { entity: EntityName; id: string; title: string }>> = {
  openopportunity: { entity: 'Opportunities', id: 'opportunityid', title: 'title' },
  openaccount: { entity: 'Companies', id: 'accountid', title: 'companyName' },
  opencontact: { entity: 'Contacts', id: 'contactid', title: 'lastName' },
};

/** Undefined when the address is not one of a link into the web application. */
export function openRecord(world: World, { url }: { url: URL }): Answer | undefined {
  if (url.pathname.toLowerCase() !== '/autotask/autotaskextend/executecommand.aspx') return undefined;
  const parameters = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const code = codes[(parameters.get('code') ?? '').toLowerCase()];
  if (code === undefined) return page(404, 'This link does not open anything', '');
  const row = world.state.tables[code.entity].get(Number(parameters.get(code.id)));
  if (row === undefined) return page(404, 'There is no such record', '');
  const lines = Object.entries(presenter(world, entityOf(code.entity))(row)).map(([name, value]) =>
    value === null || typeof value === 'object'
      ? ''
      : `<tr><th>${escape(name)}</th><td>${escape(String(value))}</td></tr>`,
  );
  return page(200, String(row.cells[code.title] ?? row.id), `<table>${lines.join('')}</table>`);
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1d2733; background: #f4f6f8 }
  header { background: #20415f; color: #fff; padding: .6rem 1.5rem; font-size: .85rem }
  main { max-width: 46rem; margin: 1.5rem auto; background: #fff; padding: 1rem 1.5rem; border: 1px solid #d8dee4 }
  th { text-align: left; font-weight: 500; color: #5a6876; padding: .15rem 1.5rem .15rem 0; vertical-align: top }
  td { white-space: pre-wrap }
`;

const page = (status: number, title: string, body: string): Answer =>
  html(
    status,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style>` +
      `<header>Autotask sandbox: pretend data</header><main><h1>${escape(title)}</h1>${body}</main></html>`,
  );
