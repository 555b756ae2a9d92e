import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { createProgram } from './program.ts';

const WIDTH = 100;

const INTRODUCTION = `# The command line

<!-- Written from the help of the commands: npx vitest run electron/cli/command-line-page.test.ts -u -->

Three ways to call it:

- \`npm run depthlock -- COMMAND …\` in the checkout, or in a folder of it;
- \`npx depthlock COMMAND …\`, the same without the lines that npm prints;
- \`depthlock COMMAND …\` anywhere, after \`npm link\` or \`npm install -g .\` in the checkout.

What holds for every command:

- Paths are relative to the folder in which the command is called, with \`npm run\` too.
- Results go to the standard output; progress, notices and complaints go to the error stream. Progress shows on a terminal
  alone, so a pipe or a file holds only what was asked for.
- \`--json\` prints the result for programs. Fields are only ever added.
- When the reader of a pipe goes away (\`depthlock replay FILE | head -1\`), work stops without a word.
- Ctrl-C lets a command finish what it must (the file, a checkpoint); a second one ends it at once.
- The exit code says how it ended; help lists the codes.
`;

/** `docs/command-line.md`: the help of the program and of each command. */
export async function commandLinePage(): Promise<string> {
  const program = await createProgram();
  const sections = program.commands.map(
    (command) => `## depthlock ${command.name()}\n\n${block(command)}`,
  );
  return [INTRODUCTION, `## depthlock\n\n${block(program)}`, ...sections].join('\n');
}

function block(command: CommandUnknownOpts): string {
  let text = '';
  command
    .configureOutput({ getOutHelpWidth: () => WIDTH, writeOut: (part) => (text += part) })
    .outputHelp();
  return `\`\`\`\n${text.trimEnd()}\n\`\`\`\n`;
}
