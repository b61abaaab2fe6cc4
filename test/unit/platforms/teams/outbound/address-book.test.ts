import { createAddressBook } from '../../../../../src/platforms/teams/outbound/address-book';
import { createFailingStore } from '../../../../support/leaving-store';
import { createMemoryStore } from '../../../../support/memory-store';
import { anActivity, inChannel } from '../../../../support/teams-activity';

const europe = 'https://smba.trafficmanager.net/emea/';
const america = 'https://smba.trafficmanager.net/amer/';
const person = { platform: 'teams', tenant: 'home', id: '29:sam', name: 'Sam', standing: 'member' } as const;

describe('The address book', () => {
  it('knows after a restart through which connector a conversation is reached', async () => {
    const store = createMemoryStore();
    await createAddressBook(store).remember(anActivity({ ...inChannel, serviceUrl: america }));
    const service = await createAddressBook(store).serviceOf({ tenant: 'home', conversation: '19:sales' });
    expect(service).toEqual({ serviceUrl: america, bot: { id: '28:bot', name: 'Opportunities' } });
  });

  it('reaches an unheard-of conversation through its tenant’s connector, and no other tenant’s', async () => {
    const book = createAddressBook(createMemoryStore());
    await book.remember(anActivity({}));
    expect((await book.serviceOf({ tenant: 'home', conversation: 'new' })).serviceUrl).toBe(europe);
    await expect(book.serviceOf({ tenant: 'other', conversation: 'new' })).rejects.toThrow('no connector is known');
  });

  it('follows a conversation whose connector moves', async () => {
    const book = createAddressBook(createMemoryStore());
    for (const serviceUrl of [europe, america, europe]) await book.remember(anActivity({ serviceUrl }));
    expect((await book.serviceOf({ tenant: 'home', conversation: 'a:sam' })).serviceUrl).toBe(europe);
  });

  it('knows the personal chat of whoever wrote there, not of whoever wrote in a channel', async () => {
    const book = createAddressBook(createMemoryStore());
    await book.remember(anActivity(inChannel));
    expect(await book.personalChatOf(person)).toBeUndefined();
    await book.remember(anActivity({}));
    expect(await book.personalChatOf(person)).toBe('a:sam');
  });

  it('tells targeted messages from others', async () => {
    const book = createAddressBook(createMemoryStore());
    await book.rememberTargeted('19:sales', '7');
    expect(await Promise.all([book.isTargeted('19:sales', '7'), book.isTargeted('19:other', '7')])).toEqual([
      true,
      false,
    ]);
  });

  it('goes on with what it heard itself while the database is away, and writes it down afterwards', async () => {
    const store = createFailingStore();
    const book = createAddressBook(store);
    const sales = { tenant: 'home', conversation: '19:sales' };
    store.isDown = true;
    await book.remember(anActivity({ ...inChannel, serviceUrl: america }));
    expect((await book.serviceOf(sales)).serviceUrl).toBe(america);
    await expect(book.serviceOf({ tenant: 'other', conversation: 'new' })).rejects.toThrow('The database is away.');
    store.isDown = false;
    await book.remember(anActivity({ ...inChannel, serviceUrl: america }));
    expect((await createAddressBook(store).serviceOf(sales)).serviceUrl).toBe(america);
  });
});
