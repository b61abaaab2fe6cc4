/** Words in a look-up field, from a client that offers nothing while one types. */
import type { Choice, Field } from '../../../../src/core/forms/form-view';
import { resolveLookups } from '../../../../src/core/forms/lookups';

const field: Field = { id: 'company', label: 'Company', type: 'lookup', minimum: 2, required: true };
const shown: Field = { ...field, id: 'owner', chosen: { value: '7,8', label: 'Sam or Dana' } };
const acme = { value: '174', label: 'Acme · Portland' };
const others = [acme, { value: '175', label: 'Acme Freight' }, { value: '176', label: 'North Acme' }];
const look = (typed: string, found: readonly Choice[]) =>
  resolveLookups([field], { values: { company: typed } }, () => Promise.resolve(found));

describe('Words in a look-up', () => {
  it('that can only mean one thing are that thing', async () => {
    const { submission, errors } = await look('acm', [acme]);
    expect(submission).toEqual({ values: { company: '174' }, labels: { company: 'Acme · Portland' } });
    expect(errors).toEqual({});
  });

  it('that are a whole name mean what is called so, not what merely contains them', async () => {
    expect((await look('ACME', others)).submission.values).toEqual({ company: '174' });
  });

  it('that could mean several things are asked about, and stay where they are', async () => {
    const { submission, errors, offers } = await look('acm', others);
    expect(submission).toEqual({ values: { company: 'acm' }, labels: { company: 'acm' } });
    expect(errors).toEqual({ company: 'Several match "acm": choose one.' });
    expect(offers).toEqual({ company: others });
  });

  it('in a field that hangs on one that is asked about stay, and are looked up once that one is chosen', async () => {
    const contact: Field = { id: 'contact', label: 'Contact', type: 'lookup', minimum: 0, required: false };
    const offers = (company: string | undefined) => (company === '174' ? [{ value: '9', label: 'Ann Lee' }] : []);
    const looked = (company: string) =>
      resolveLookups([field, contact], { values: { company, contact: 'ann' } }, ({ field: asked, raw }) => {
        if (asked === 'company') return Promise.resolve(company === 'acm' ? others : [acme]);
        if (raw['company'] === 'acm') return Promise.reject(new Error('That is no company.'));
        return Promise.resolve(offers(raw['company']));
      });
    const first = await looked('acm');
    expect(first.errors).toEqual({ company: 'Several match "acm": choose one.' });
    expect(first.submission.values).toEqual({ company: 'acm', contact: 'ann' });
    expect((await looked('acme')).submission.values).toEqual({ company: '174', contact: '9' });
  });

  it('that match nothing are answered with that', async () => {
    const { submission, errors } = await look('zzz', []);
    expect(submission.values).toEqual({ company: 'zzz' });
    expect(errors).toEqual({ company: 'Nothing here is called "zzz".' });
  });

  it('are not looked for where something was chosen, whatever its value looks like', async () => {
    const nobody = () => Promise.reject(new Error('Nobody was to be asked.'));
    const zone: Field = { ...field, id: 'zone' };
    const values = { company: '174', owner: '7,8', zone: 'America/New_York' };
    const sent = { values, labels: { company: 'Acme', zone: 'America/New York' } };
    expect((await resolveLookups([field, shown, zone], sent, nobody)).submission).toEqual(sent);
  });

  it('that are the value of something offered are that, with or without its words', async () => {
    const zones = [{ value: 'America/New_York', label: 'America/New York' }];
    expect((await look('America/New_York', zones)).submission.values).toEqual({ company: 'America/New_York' });
    expect((await look('175', others)).submission.labels).toEqual({ company: 'Acme Freight' });
  });

  it('that are a number nobody is called by are the number of a record, as in a form from before a restart', async () => {
    const { submission, errors } = await look('174', []);
    expect([submission.values, errors]).toEqual([{ company: '174' }, {}]);
  });

  it('that are a number and part of a name as well are asked about', async () => {
    const studio = { value: '9', label: 'Studio 2024' };
    const { errors, offers } = await look('2024', [studio]);
    expect(errors).toEqual({ company: 'Several match "2024": choose one.' });
    expect(offers).toEqual({ company: [{ value: '2024', label: '#2024' }, studio] });
  });

  it('that nothing matched are looked for again when they come back unchanged', async () => {
    const again = await resolveLookups([field], { values: { company: 'acm' }, labels: { company: 'acm' } }, () =>
      Promise.resolve([acme]),
    );
    expect(again.submission.values).toEqual({ company: '174' });
  });

  it('narrow what the next field offers once they are known', async () => {
    const contact: Field = { ...field, id: 'contact' };
    const asked: unknown[] = [];
    await resolveLookups([field, contact], { values: { company: 'acm', contact: 'ada' } }, (lookup) => {
      asked.push(lookup);
      return Promise.resolve(lookup.field === 'company' ? [acme] : []);
    });
    expect(asked.at(-1)).toEqual({ field: 'contact', typed: 'ada', raw: { company: '174', contact: 'ada' } });
  });
});
