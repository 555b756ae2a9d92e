import { Command } from '@commander-js/extra-typings';
import { stat } from 'node:fs/promises';
import type { ImportArguments } from '../../contract/exchange.ts';
import { openFrameSource } from '../../engine/exchange/open-frame-source.ts';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { examples, exitsWith, jsonOption } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import {
  colorTopicOption,
  depthOption,
  depthTopicOption,
  depthScaleOption,
  importArguments,
  intrinsicsOption,
  invalidOption,
} from './import-options.ts';
import { recordingInWords } from './recording-in-words.ts';
import { sessionInfo, sessionInWords } from './session-in-words.ts';

export const infoCommand = new Command('info')
  .description(
    'Says what a recording holds: frames, length, drops, streams, and whether its end is there. Of another session that can be imported: its format, and how its numbers would be read.',
  )
  .argument('<file>', 'recording (.mcap), or a session of another program')
  .addOption(depthOption())
  .addOption(depthTopicOption())
  .addOption(colorTopicOption())
  .addOption(depthScaleOption())
  .addOption(intrinsicsOption())
  .addOption(invalidOption())
  .addOption(jsonOption())
  .addHelpText('after', examples('info ada.mcap', 'info ada.mcap --json', 'info freiburg1_desk'))
  .action(
    exitsWith(async (file, { json, ...options }) => {
      const given = importArguments(options);
      if (!(await mayBeRecording(file, given))) return sayOfSession(file, given, json);
      const recording = await openRecording(file);
      if (!recording.ok) return complain('info', recording.problem.message, EXIT.failed);
      const { info } = recording.value;
      await recording.value.close();
      console.log(json ? JSON.stringify(info) : recordingInWords(info));
      return EXIT.done;
    }),
  );

/** By its name: what is damaged or missing is to be named as a recording. */
async function mayBeRecording(file: string, given: ImportArguments): Promise<boolean> {
  if (!/\.mcap$/i.test(file) || Object.keys(given).length > 0) return false;
  const found = await stat(file).catch(() => null);
  return found?.isDirectory() !== true;
}

async function sayOfSession(
  file: string,
  given: ImportArguments,
  json: true | undefined,
): Promise<ExitCode> {
  const source = await openFrameSource(file, given);
  if (!source.ok) return complain('info', source.problem.message, EXIT.failed);
  const info = sessionInfo(source.value);
  await source.value.close();
  console.log(json ? JSON.stringify(info) : sessionInWords(info));
  return EXIT.done;
}
