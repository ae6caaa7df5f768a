import { tellStartFailure, type StartFailure } from './service/start/start-failure.js';

/** Clausebook could not start: `failure.code` says why, the message in one line what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly failure: StartFailure;

  constructor(failure: StartFailure) {
    super(tellStartFailure(failure));
    this.failure = failure;
  }
}
