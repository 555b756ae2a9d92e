import { Command, Option } from '@commander-js/extra-typings';
import { DEPTH_ENCODINGS, EXPORT_FORMATS, type ExportSummary } from '../../contract/exchange.ts';
import { convertFiles } from '../../engine/exchange/convert-files.ts';
import { formatOfName } from '../../engine/exchange/create-frame-sink.ts';
import { examples, exitsWith, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { clearProgress, showProgress } from '../progress-line.ts';

const LAST_FRAME = 999_999_999;

export const convertCommand = new Command('convert')
  .description('Turns a recorded session into another format. Ctrl-C leaves nothing behind.')
  .argument('<in>', 'what to read: its content says what it is')
  .argument('<out>', 'what to write')
  .addOption(
    new Option('--to <format>', 'format to write (default: what the name of <out> says)').choices(
      EXPORT_FORMATS,
    ),
  )
  .option(
    '--frame <n>',
    'one frame alone, 0 for the first (default: all; for a point cloud the first)',
    wholeNumber(0, LAST_FRAME),
  )
  .addOption(
    new Option('--depth <encoding>', 'meaning of depth PNGs that do not say it').choices(
      DEPTH_ENCODINGS,
    ),
  )
  .option(
    '--depth-topic <topic>',
    'depth of a ROS 2 bag (default: the one that is aligned to colour)',
  )
  .option('--color-topic <topic>', 'colour of a ROS 2 bag (default: the one that depth lies on)')
  .addHelpText(
    'after',
    examples(
      'convert ada.mcap ada-tum --to tum',
      'convert ada.mcap ada-bag.mcap --to ros2',
      'convert ada-tum ada.mcap',
      'convert ada.mcap ada.ply --frame 30',
    ),
  )
  .action(
    exitsWith(async (input, output, { to, frame, depth, depthTopic, colorTopic }) => {
      const format = to ?? formatOfName(output);
      if (format === null) {
        return complain(
          'convert',
          `The name ${output} does not say which format it should have. Say --to ${EXPORT_FORMATS.join(' or ')}.`,
          EXIT.wrongUsage,
        );
      }
      const interruption = listenForInterruption(() => {
        clearProgress();
        console.error('Stopping…');
      });
      try {
        const converted = await convertFiles(
          {
            input,
            output,
            format,
            ...(frame === undefined ? {} : { frame }),
            ...(depth === undefined ? {} : { encoding: depth }),
            topics: {
              ...(depthTopic === undefined ? {} : { depth: depthTopic }),
              ...(colorTopic === undefined ? {} : { color: colorTopic }),
            },
          },
          interruption.signal,
          (done, total) => showProgress(progressInWords(done, total)),
        );
        clearProgress();
        if (converted.ok) return report(converted.value);
        const { code, message } = converted.problem;
        const isCancelled = code === 'conversion-cancelled';
        return complain('convert', message, isCancelled ? EXIT.interrupted : EXIT.failed);
      } finally {
        interruption.end();
      }
    }),
  );

function report({ output, frames, losses }: ExportSummary): ExitCode {
  console.log(`${frames} ${frames === 1 ? 'frame' : 'frames'} written to ${output}.`);
  for (const loss of losses) console.log(loss);
  return EXIT.done;
}

function progressInWords(done: number, total: number | null): string {
  const of = total === null ? '' : ` of ${total} (${Math.floor((100 * done) / total)} %)`;
  return `${done}${of} frames`;
}
