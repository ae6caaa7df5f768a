/** What is written of webhooks can't be used. */
export class WebhooksUnusableError extends Error {
  override readonly name = 'WebhooksUnusableError';
  readonly file: string;

  constructor(file: string, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.file = file;
  }
}
