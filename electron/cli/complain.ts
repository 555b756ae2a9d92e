/** Prints why a command ends to the error stream. @returns `code`, the exit code of the command */
export function complain(command: string, message: string, code: number): number {
  console.error(`depthlock ${command}: ${message}`);
  return code;
}
