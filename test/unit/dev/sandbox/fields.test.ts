/** Every field of an opportunity: its metadata, the values it accepts, the values it refuses. */
import { pageFields, sampleOf } from '../../../support/entity-page';
import type { SandboxFixture } from '../../../support/sandbox';
import { plainOpportunity, openSandbox } from '../../../support/sandbox';

describe('Autotask holds each field to its page', () => {
  let fixture: SandboxFixture;
  beforeAll(async () => {
    fixture = await openSandbox();
  });
  afterAll(() => fixture.stop());

  test('metadata lists the 60 fields of the page with type, length and flags', async () => {
    const { body } = await fixture.send('GET', 'Opportunities/entityInformation/fields');
    const listed = body.fields?.map((field) => ({
      name: field['name'],
      type: field['dataType'],
      length: field['length'],
      required: field['isRequired'],
      readOnly: field['isReadOnly'],
      picklist: field['isPickList'],
    }));
    expect(listed).toEqual(pageFields);
    expect(pageFields).toHaveLength(60);
  });

  const writable = pageFields.filter(({ readOnly }) => !readOnly);
  test.each(writable.filter(({ name }) => !['lostDate', 'amount', 'cost'].includes(name)))(
    '$name is stored and reads back',
    async (field) => {
      const id = await fixture.create();
      const answer = await fixture.patch(id, { [field.name]: sampleOf(field) });
      expect([answer.status, (await fixture.read(id))[field.name]]).toEqual([200, sampleOf(field)]);
    },
  );

  test.each(pageFields.filter(({ readOnly, name }) => readOnly && name !== 'id'))(
    '$name cannot be changed',
    async ({ name, type }) => {
      const id = await fixture.create();
      const before = (await fixture.read(id))[name];
      await fixture.patch(id, { [name]: type === 'datetime' ? '2020-01-01T00:00:00Z' : 7 });
      expect((await fixture.read(id))[name]).toEqual(before);
    },
  );

  test.each(pageFields.filter(({ required, name }) => required && name !== 'id'))(
    '$name is required',
    async ({ name }) => {
      await expect(fixture.create({ [name]: undefined })).rejects.toThrow(`required field ${name}`);
      await expect(fixture.create({ [name]: null })).rejects.toThrow(`required field ${name}`);
    },
  );

  test.each(pageFields.filter(({ length, picklist }) => length > 0 && !picklist))(
    '$name takes $length characters and no more',
    async ({ name, length }) => {
      const id = await fixture.create();
      expect((await fixture.patch(id, { [name]: 'x'.repeat(length) })).status).toBe(200);
      const refused = await fixture.patch(id, { [name]: 'x'.repeat(length + 1) });
      expect(refused.body.errors).toEqual([
        `String value exceeds maximum length (field:${name}). `,
        'Error updating entity for record number [1].',
      ]);
    },
  );

  test.each(pageFields.filter(({ picklist, readOnly }) => picklist && !readOnly))(
    '$name takes only what its list has',
    async ({ name, type }) => {
      const id = await fixture.create();
      const value = type === 'string' ? 'Weeks' : 987;
      const refused = await fixture.patch(id, { [name]: value });
      expect(refused.body.errors?.[0]).toBe(
        `Picklist value [${value}] does not exist for ${name}. ; on record number [1].`,
      );
    },
  );

  test.each(writable.filter(({ type }) => type !== 'string'))(
    '$name refuses a value of another type',
    async ({ name, type }) => {
      const id = await fixture.create();
      const wrong = type === 'boolean' ? 'perhaps' : 'yesterday-ish';
      const answer = await fixture.patch(id, { [name]: wrong });
      expect([answer.status, answer.body.errors?.[0]]).toEqual([500, expect.stringContaining(`Path '${name}'`)]);
      expect((await fixture.patch(id, { [name]: { a: 1 } })).body.errors?.[0]).toBe(
        'Unexpected character encountered while parsing value: {',
      );
    },
  );

  test('a truth value for a number is refused with the words of the JSON library', async () => {
    const id = await fixture.create();
    expect((await fixture.patch(id, { stage: true })).body.errors?.[0]).toBe(
      'Unexpected character encountered while parsing value: t',
    );
  });

  test('every missing field is reported at once', async () => {
    const { body } = await fixture.send('POST', 'Opportunities', { ...plainOpportunity, title: '', stage: null });
    expect(body.errors).toEqual([
      'Value does not exist for the required field stage',
      'Value does not exist for the required field title',
    ]);
  });

  test('names of fields are understood in any case', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { NEXTSTEP: 'Call' });
    expect((await fixture.read(id))['nextStep']).toBe('Call');
  });
});
