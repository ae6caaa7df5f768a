import { ask, type RequestOptions } from './request.js';

/** Asks for a stream of lines, each of them JSON, and tells of each as it comes. */
export const askLines = async (
  path: string,
  options: RequestOptions,
  tell: (line: unknown) => void,
): Promise<void> => {
  const response = await ask(path, options);
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = `${rest}${value ?? ''}`.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line !== '') tell(JSON.parse(line));
    if (done) return;
  }
};
