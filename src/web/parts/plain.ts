/** A message of the service as a page tells it: what stands in backticks there needs none here. */
export const plain = (message: string): string => message.replaceAll('`', '');
