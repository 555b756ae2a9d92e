import { Command, Option } from '@commander-js/extra-typings';
import { EXPORT_FORMATS, type ExportSummary } from '../../contract/exchange.ts';
import { leftOutInWords, readingInWords } from '../../contract/reading.ts';
import { convertFiles } from '../../engine/exchange/convert-files.ts';
import { formatOfName } from '../../engine/exchange/create-frame-sink.ts';
import { examples, exitsWith, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import {
  colorTopicOption,
  depthOption,
  depthTopicOption,
  depthScaleOption,
  importArguments,
  intrinsicsOption,
  invalidOption,
} from './import-options.ts';
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
  .addOption(depthOption())
  .addOption(depthScaleOption())
  .addOption(intrinsicsOption())
  .addOption(invalidOption())
  .option(
    '--strict',
    'refuse a session of which one frame cannot be read, instead of leaving it out',
  )
  .addOption(depthTopicOption())
  .addOption(colorTopicOption())
  .addHelpText(
    'after',
    examples(
      'convert ada.mcap ada-tum --to tum',
      'convert ada.mcap ada-bag.mcap --to ros2',
      'convert ada-tum ada.mcap',
      'convert ada.mcap ada.ply --frame 30',
      'convert d405_depth.png d405.mcap --depth-scale 0.1 --intrinsics 431,431,319.5,239.5',
    ),
  )
  .action(
    exitsWith(async (input, output, { to, frame, strict, ...given }) => {
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
            ...(strict === undefined ? {} : { strict }),
            ...importArguments(given),
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

function report({
  output,
  frames,
  losses,
  leftOut,
  notices = [],
  reading,
}: ExportSummary): ExitCode {
  console.log(`${frames} ${frames === 1 ? 'frame' : 'frames'} written to ${output}.`);
  for (const loss of losses) console.log(loss);
  for (const line of reading === undefined ? [] : readingInWords(reading)) console.log(`  ${line}`);
  const lost = leftOut === undefined ? null : leftOutInWords(leftOut);
  if (lost !== null) console.error(lost);
  for (const notice of notices) console.error(notice);
  return EXIT.done;
}

function progressInWords(done: number, total: number | null): string {
  const of = total === null ? '' : ` of ${total} (${Math.floor((100 * done) / total)} %)`;
  return `${done}${of} frames`;
}
