import { Router } from 'express';
import { makeArrivals } from '../../events/arrivals.js';
import { endOf, isWithin } from '../../events/event-cursor.js';
import { eventParameters, foreignCursor, readEventQuery } from '../../events/event-query.js';
import { makeEventReading, type EventReadingParts } from '../../events/event-reading.js';
import { streamEvents, usualStreamTimes, type StreamTimes } from '../../events/event-stream.js';
import type { DecisionLog } from '../../../audit/store/decision-log.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { makeAnswerDefect, sendProblem } from '../send.js';

/** What streams of events need. */
export interface EventRouteParts extends Pick<EventReadingParts, 'entries'> {
  readonly log: EventReadingParts['log'] & Pick<DecisionLog, 'hang'>;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
  readonly reportDefect: (error: unknown) => void;
  readonly times?: StreamTimes | undefined;
  /** How many may be read at one time; default 100. */
  readonly mostStreams?: number | undefined;
}

const usualMostStreams = 100;

/** `GET /events`: what happened and happens, as server-sent events. */
export const eventRoutes = (parts: EventRouteParts): Router => {
  const { log, stopping, times = usualStreamTimes, mostStreams = usualMostStreams } = parts;
  const router = Router({ caseSensitive: true });
  const answerDefect = makeAnswerDefect(parts.reportDefect);
  const arrivals = makeArrivals(log);
  const reading = makeEventReading(parts);
  let streams = 0;
  routeOn(router, '/events', { query: Object.keys(eventParameters), types: ['text/event-stream'] })
    .get(async (request, response) => {
      const lastEventId = request.headers['last-event-id'];
      const read = readEventQuery(request.query, typeof lastEventId === 'string' ? lastEventId : undefined);
      if (read.code !== 'read') {
        sendProblem(response, read);
        return;
      }
      if (streams >= mostStreams) {
        sendProblem(response, { code: 'too-many-streams', most: mostStreams });
        return;
      }
      streams += 1;
      const gone = new AbortController();
      response.on('close', () => {
        gone.abort();
      });
      try {
        const end = endOf(await log.ends(), parts.entries().length);
        const from = read.value.cursor ?? end;
        if (!isWithin(from, end)) {
          sendProblem(response, foreignCursor(lastEventId === undefined ? '?cursor' : 'Last-Event-ID'));
          return;
        }
        response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
        // A proxy that collects what passes through would hold events back.
        response.setHeader('X-Accel-Buffering', 'no');
        if (request.method === 'HEAD') {
          response.end();
          return;
        }
        const signal = AbortSignal.any([gone.signal, stopping]);
        await streamEvents(response, read.value, from, { reading, arrivals, times, signal });
        response.end();
      } catch (error) {
        answerDefect(error, response);
      } finally {
        streams -= 1;
      }
    })
    .all(refuseOtherMethods('GET'));
  return router;
};
