import type { ExitCode } from './exit-codes.ts';

/**
 * Prints why a command ends to the error stream.
 * @param command null if none was named
 * @returns `code`, the exit code of the command
 */
export function complain(command: string | null, message: string, code: ExitCode): ExitCode {
  console.error(`${command === null ? 'depthlock' : `depthlock ${command}`}: ${message}`);
  return code;
}
