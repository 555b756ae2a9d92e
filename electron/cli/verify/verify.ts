/** `depthlock verify`: looks once, and answers by its exit code. The app of the checkout does it, without a window. */
import { Command, Option } from '@commander-js/extra-typings';
import {
  LONGEST_VERIFY_SECONDS,
  USUAL_VERIFY_SECONDS,
  VERIFY_FAILED,
} from '../../contract/verify.ts';
import { examples, exitsWith, jsonOption, seconds, withExitCodes } from '../command.ts';
import { complain } from '../complain.ts';
import { VERIFY_CODES } from './verify-exit-codes.ts';

export const verifyCommand = new Command('verify')
  .description(
    'Looks whether somebody enrolled is before the camera, once and without a window, and answers by its exit code.',
  )
  .addOption(
    new Option('--timeout <seconds>', 'how long it looks, once the camera delivers')
      .argParser(seconds(LONGEST_VERIFY_SECONDS))
      .default(USUAL_VERIFY_SECONDS),
  )
  .option(
    '--pin-from-stdin',
    'read a PIN from the first line of the standard input; the face is needed as well',
  )
  .addOption(jsonOption())
  .option('--who', 'with --json: also say who matched')
  .addHelpText('after', examples('verify', 'verify --timeout 10 --json && echo welcome'))
  .action(
    exitsWith(async (options) => {
      const { runApp } = await import('./run-app.ts');
      const ended = await runApp(wordsOf(options));
      if (ended.ok) return ended.code;
      return complain('verify', ended.reason, VERIFY_FAILED.unavailable);
    }),
  );

withExitCodes(verifyCommand, { codes: VERIFY_CODES, wrongUsage: VERIFY_FAILED.usage });

interface Options {
  readonly timeout: number;
  readonly pinFromStdin?: true;
  readonly json?: true;
  readonly who?: true;
}

const wordsOf = ({ timeout, pinFromStdin, json, who }: Options): string[] => [
  `--timeout=${String(timeout)}`,
  ...(pinFromStdin ? ['--pin-from-stdin'] : []),
  ...(json ? ['--json'] : []),
  ...(who ? ['--who'] : []),
];
