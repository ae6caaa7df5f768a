import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { applyTheme, readTheme, type Theme } from './theme.js';

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
// Drawn, since many fonts have no such signs.
const told: Readonly<Record<Theme, readonly [sign: ReactElement, words: string]>> = {
  system: [
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />
    </>,
    'Colours as the system says',
  ],
  light: [
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3" />
    </>,
    'Light colours',
  ],
  dark: [<path d="M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z" />, 'Dark colours'],
};

/** Switches between the system's colours, light and dark. */
export const ThemeSwitch = (): ReactElement => {
  const [theme, setTheme] = useState(readTheme);
  const [sign, words] = told[theme];
  const change = (): void => {
    applyTheme(next[theme]);
    setTheme(next[theme]);
  };
  return (
    <Button className="icon-button" onPress={change} aria-label={`${words}. Change.`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="theme-sign">
        {sign}
      </svg>
    </Button>
  );
};
