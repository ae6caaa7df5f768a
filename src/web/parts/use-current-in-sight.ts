import { useEffect, useRef, type RefObject } from 'react';

const marginPx = 16;

/**
 * Keeps the link to what is shown in sight, in a row of links that scrolls sideways where there is little room. The page itself does not move.
 * @param shown what is shown: where it changes, the row scrolls
 */
export const useCurrentInSight = <Row extends HTMLElement>(shown: string): RefObject<Row | null> => {
  const row = useRef<Row>(null);
  useEffect(() => {
    const show = (): void => {
      const current = row.current?.querySelector('[aria-current]');
      const scroller = current?.closest('ul') ?? row.current;
      if (current == null || scroller == null) return;
      const [inner, outer] = [current.getBoundingClientRect(), scroller.getBoundingClientRect()];
      // What is longer than the row shows its beginning.
      if (inner.left < outer.left || inner.width > outer.width)
        scroller.scrollLeft += inner.left - outer.left - marginPx;
      else if (inner.right > outer.right) scroller.scrollLeft += inner.right - outer.right + marginPx;
    };
    show();
    window.addEventListener('resize', show);
    return () => {
      window.removeEventListener('resize', show);
    };
  }, [shown]);
  return row;
};
