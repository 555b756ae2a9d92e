/** Tells a person on the error stream why a command ends. @returns `code`, the exit code of the command */
export function complain(command: string, message: string, code: number): number {
  console.error(`depthlock ${command}: ${message}`);
  return code;
}
