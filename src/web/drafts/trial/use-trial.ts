import { useEffect, useRef, useState } from 'react';
import { askLines } from '../../api/lines.js';

/** How a trial of a draft stands: `news` is everything that it told so far. */
export interface Trial<News> {
  readonly state: 'none' | 'running' | 'over' | 'stopped' | 'failed';
  readonly news: readonly News[];
  readonly error: unknown;
  /** What the draft was when it began. */
  readonly of: string;
}

/** A trial, and what starts and stops it. */
export interface TrialControl<News> extends Trial<News> {
  readonly start: (path: string, body: unknown, of: string) => Promise<void>;
  readonly stop: () => void;
}

const none = { state: 'none', news: [], error: null, of: '' } as const;

/** Runs a trial that tells in lines how it goes; stopped when its page is left. */
export const useTrial = <News>(): TrialControl<News> => {
  const [trial, setTrial] = useState<Trial<News>>(none);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (path: string, body: unknown, of: string): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const news: News[] = [];
    let shown: number | undefined;
    const show = (state: Trial<News>['state'], error: unknown = null): void => {
      if (running.current === controller) setTrial({ state, news: [...news], error, of });
    };
    show('running');
    try {
      // Several lines often come at once: they are shown together.
      await askLines(path, { method: 'POST', body, signal }, (line) => {
        news.push(line as News); // the service and the book are built together, see `api/drafts.ts`
        shown ??= requestAnimationFrame(() => {
          shown = undefined;
          if (!signal.aborted) show('running');
        });
      });
      if (shown !== undefined) cancelAnimationFrame(shown);
      show('over');
    } catch (error) {
      if (shown !== undefined) cancelAnimationFrame(shown);
      if (signal.aborted) show('stopped');
      else show('failed', error);
    }
  };
  return { ...trial, start, stop: () => running.current?.abort() };
};
