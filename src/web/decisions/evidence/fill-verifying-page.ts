/** What a page that verifies a receipt is made of. */
export interface VerifyingPageParts {
  /** `verify-page.html`. */
  readonly template: string;
  /** The JSON Schemas of a receipt and of a line of the log, as their files have them. */
  readonly forms: { readonly receipt: string; readonly record: string };
}

/**
 * A page that verifies a receipt by itself, without this service: it holds the receipt and the public key, and loads nothing.
 * @param receipt as the service answers it
 */
export const fillVerifyingPage = (
  { template, forms }: VerifyingPageParts,
  receipt: string,
  pem: string,
): string => {
  const key = pem.replaceAll(/[^A-Za-z0-9+/=\s-]/g, '');
  const filled = [
    ['receipt', receipt],
    ['forms', `{"receipt":${forms.receipt},"record":${forms.record}}`],
  ].reduce((page, [id = '', json = '']) => {
    const [head = '', rest = ''] = page.split(
      new RegExp(`(?<=<script type="application/json" id="${id}">)[^<]*`),
    );
    // In a script there is no `<` that could end it, and in a text none that could begin an element.
    return `${head}${json.replaceAll('<', String.raw`\u003c`)}${rest}`;
  }, template);
  return filled.replace(/(?<=<textarea id="key"[^>]*>)/, () => key);
};
