import { createFeatureRegistry } from '../../../src/core/feature-registry';
import { features } from '../../../src/features';

describe('The directory of commands', () => {
  const directory = createFeatureRegistry(features);

  it('knows a command by name and alias, whatever the case', () => {
    expect(directory.command('WIN')?.name).toBe('win');
    expect(directory.command('won')?.name).toBe('win');
    expect(directory.command('acme')).toBeUndefined();
  });

  test.each([
    ['wni', 'win'],
    ['digset', 'digest'],
    ['stge', 'stage'],
  ])('takes %j for a slip of %j', (word, name) => {
    expect(directory.closestCommand(word)).toBe(name);
  });

  test.each(['acme', 'firewall', 'xy', ''])('takes %j for nobody’s slip', (word) => {
    expect(directory.closestCommand(word)).toBeUndefined();
  });

  it('refuses two features that claim the same word', () => {
    expect(() => createFeatureRegistry([...features, ...features])).toThrow('Two features claim the command');
  });
});
