/** There is nothing that lasts of which somebody could be told. @param file who is told */
export const nobodyToldOfMemory = (file: string) => () =>
  new WebhooksUnusableError(file, 'nobody can be told of what is kept in memory alone.');

/** What is written of webhooks can't be used. */
export class WebhooksUnusableError extends Error {
  override readonly name = 'WebhooksUnusableError';
  readonly file: string;

  constructor(file: string, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.file = file;
  }
}
