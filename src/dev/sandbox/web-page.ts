/** The page behind links into Autotask's web application: it shows the record. */
import type { SandboxResponse } from './responses';
import { htmlResponse } from './responses';
import { createRecordSerializer } from './read/serialize';
import type { EntityName } from './schema';
import { entityOf } from './schema';
import type { SandboxWorld } from './world';

const recordsByCode: Readonly<Record<string, { entity: EntityName; id: string; title: string }>> = {
  openopportunity: { entity: 'Opportunities', id: 'opportunityid', title: 'title' },
  openaccount: { entity: 'Companies', id: 'accountid', title: 'companyName' },
  opencontact: { entity: 'Contacts', id: 'contactid', title: 'lastName' },
};

/** Undefined when the URL is not such a link. */
export function renderRecordPage(world: SandboxWorld, { url }: { url: URL }): SandboxResponse | undefined {
  if (url.pathname.toLowerCase() !== '/autotask/autotaskextend/executecommand.aspx') return undefined;
  const parameters = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const code = recordsByCode[(parameters.get('code') ?? '').toLowerCase()];
  if (code === undefined) return renderPage(404, 'This link does not open anything', '');
  const row = world.state.tables[code.entity].get(Number(parameters.get(code.id)));
  if (row === undefined) return renderPage(404, 'There is no such record', '');
  const lines = Object.entries(createRecordSerializer(world, entityOf(code.entity))(row)).map(([name, value]) =>
    value === null || typeof value === 'object'
      ? ''
      : `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(String(value))}</td></tr>`,
  );
  return renderPage(200, String(row.cells[code.title] ?? row.id), `<table>${lines.join('')}</table>`);
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1d2733; background: #f4f6f8 }
  header { background: #20415f; color: #fff; padding: .6rem 1.5rem; font-size: .85rem }
  main { max-width: 46rem; margin: 1.5rem auto; background: #fff; padding: 1rem 1.5rem; border: 1px solid #d8dee4 }
  th { text-align: left; font-weight: 500; color: #5a6876; padding: .15rem 1.5rem .15rem 0; vertical-align: top }
  td { white-space: pre-wrap }
`;

const renderPage = (status: number, title: string, body: string): SandboxResponse =>
  htmlResponse(
    status,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style>` +
      `<header>Autotask sandbox: pretend data</header><main><h1>${escapeHtml(title)}</h1>${body}</main></html>`,
  );
