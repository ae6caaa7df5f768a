import template from './verify-page.html?raw';

/**
 * A page that verifies a receipt by itself, without this service: it holds the receipt and the public key, and loads nothing.
 * @param receipt as the service answers it
 */
export const verifyingPage = (receipt: string, pem: string): string => {
  // In a script there is no `<` that could end it, and in a text none that could begin an element.
  const json = receipt.replaceAll('<', String.raw`\u003c`);
  const key = pem.replaceAll(/[^A-Za-z0-9+/=\s-]/g, '');
  const [head = '', rest = ''] = template.split(/(?<=<script type="application\/json" id="receipt">)[^<]*/);
  return `${head}${json}${rest}`.replace(/(?<=<textarea id="key"[^>]*>)/, () => key);
};
