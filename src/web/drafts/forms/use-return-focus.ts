import { useEffect, useRef, type RefObject } from 'react';

/** Gives the focus back to what opened an editor, once the editor is closed: whoever goes by keyboard stays where they were. */
export const useReturnFocus = (isOpen: boolean): RefObject<HTMLButtonElement | null> => {
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return opener;
};
