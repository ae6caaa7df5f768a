/**
 * Why something could not be read or written, to stand behind its name: of what the system says (`ENOENT: no such file or directory, open
 * '/x'`) without the call and the path, which the message has told already.
 */
export const toldReason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : undefined;
  const call = syscall === undefined ? -1 : error.message.indexOf(`, ${syscall}`);
  return call === -1 ? error.message : error.message.slice(0, call);
};
