/** Light or dark, as the system has it until somebody switches; alone, since everything on the page depends on it. */
import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const systemTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(systemTheme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [theme, () => setTheme((now) => (now === 'dark' ? 'light' : 'dark'))];
}
