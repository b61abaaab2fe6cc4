/** Light or dark: as the system has it until the person switches. */
import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(system);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, () => setTheme((now) => (now === 'dark' ? 'light' : 'dark'))];
}
