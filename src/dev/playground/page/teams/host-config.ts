/** The colours, sizes and distances of Teams, for the library that renders Adaptive Cards. */
import type { Theme } from '../theme';

const palette = {
  light: {
    text: '#242424',
    subtle: '#616161',
    good: '#0e700e',
    attention: '#b10e1c',
    accent: '#5b5fc7',
    warn: '#8a5a00',
  },
  dark: {
    text: '#f5f5f5',
    subtle: '#adadad',
    good: '#6bcb6b',
    attention: '#f1707b',
    accent: '#a6a7f2',
    warn: '#f0c14b',
  },
};

export function hostConfig(theme: Theme): object {
  const colours = palette[theme];
  const shade = (colour: string) => ({ default: colour, subtle: colours.subtle });
  const foregroundColors = {
    default: shade(colours.text),
    accent: shade(colours.accent),
    good: shade(colours.good),
    attention: shade(colours.attention),
    warning: shade(colours.warn),
    light: shade(colours.subtle),
    dark: shade(colours.text),
  };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: "'Open Sans', 'Segoe UI', system-ui, sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 26, extraLarge: 32 },
    supportsInteractivity: true,
    spacing: { small: 6, default: 10, medium: 16, large: 20, extraLarge: 24, padding: 14 },
    separator: { lineThickness: 1, lineColor: theme === 'dark' ? '#4a4a4a' : '#e3e3e3' },
    containerStyles: {
      default: container('transparent'),
      emphasis: container(theme === 'dark' ? '#333333' : '#f5f5f5'),
      attention: container(theme === 'dark' ? '#442726' : '#fdf3f4'),
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { weight: 'bolder', spacing: 'small' },
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline' },
    },
    factSet: { title: { weight: 'bolder', maxWidth: 190 }, value: { wrap: true }, spacing: 14 },
    table: { cellSpacing: 6 },
    textBlock: { headingLevel: 3 },
  };
}
