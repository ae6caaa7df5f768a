import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { applyTheme, readTheme, type Theme } from './theme.js';

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const told: Readonly<Record<Theme, readonly [sign: string, words: string]>> = {
  system: ['◐', 'Colours as the system says'],
  light: ['☀', 'Light colours'],
  dark: ['☾', 'Dark colours'],
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
      <span aria-hidden="true">{sign}</span>
    </Button>
  );
};
