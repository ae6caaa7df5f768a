/** How the book looks: as the reader's system says, or as the reader chose. */
export type Theme = 'system' | 'light' | 'dark';

const storageName = 'clausebook-theme';

/** The reader's choice; `system` where there is none. */
export const readTheme = (): Theme => {
  const kept = localStorage.getItem(storageName);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

/** Shows the book so, and keeps the choice. */
export const applyTheme = (theme: Theme): void => {
  if (theme === 'system') localStorage.removeItem(storageName);
  else localStorage.setItem(storageName, theme);
  document.documentElement.dataset['theme'] = theme;
};
