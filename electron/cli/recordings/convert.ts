import { parseArgs } from 'node:util';
import {
  DEPTH_ENCODINGS,
  EXPORT_FORMATS,
  type ExchangeRequest,
  type ExportSummary,
} from '../../contract/exchange.ts';
import { convertFiles } from '../../engine/exchange/convert-files.ts';
import { formatOfName } from '../../engine/exchange/create-frame-sink.ts';
import { complain } from '../complain.ts';
import { INTERRUPTED, listenForInterruption } from '../interruption.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { reasonOf } from '../../base/error-words.ts';

export const convertCommand = {
  usage: `convert IN OUT [--to ${EXPORT_FORMATS.join('|')}] [--frame N] [--depth ${DEPTH_ENCODINGS.join('|')}]`,
  summary:
    'Turns a recorded session into another format. IN is recognised by its content, OUT by --to or its name. Ctrl-C leaves nothing behind.',
  run,
};

async function run(argv: readonly string[]): Promise<number> {
  const request = parseRequest(argv);
  if (typeof request === 'string') return complain('convert', request, 2);
  const interruption = listenForInterruption(() => console.error('\nStopping…'));
  try {
    const converted = await convertFiles(request, interruption.signal, (done, total) =>
      showProgress(progressInWords(done, total)),
    );
    clearProgress();
    if (converted.ok) return report(converted.value);
    const { code, message } = converted.problem;
    return complain('convert', message, code === 'conversion-cancelled' ? INTERRUPTED : 1);
  } finally {
    interruption.end();
  }
}

/** The parsed options, or a sentence about what is wrong with them. */
function parseRequest(argv: readonly string[]): ExchangeRequest | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      options: {
        to: { type: 'string' },
        frame: { type: 'string' },
        depth: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [input, output, ...more] = positionals;
    if (input === undefined || output === undefined || more.length > 0) {
      return `Name what to read and what to write: depthlock ${convertCommand.usage}`;
    }
    const named = values.to ?? formatOfName(output);
    const format = EXPORT_FORMATS.find((name) => name === named);
    if (format === undefined) {
      const known = `Say --to ${EXPORT_FORMATS.join(' or ')}.`;
      return values.to === undefined
        ? `The name ${output} does not say which format it should have. ${known}`
        : `There is no format “${values.to}”. ${known}`;
    }
    const encoding = DEPTH_ENCODINGS.find((name) => name === values.depth);
    if (values.depth !== undefined && encoding === undefined) {
      return `There is no depth encoding “${values.depth}”. Choose one of: ${DEPTH_ENCODINGS.join(', ')}.`;
    }
    const frame = values.frame;
    if (frame !== undefined && !/^\d{1,9}$/.test(frame))
      return '--frame takes a whole number, 0 for the first.';
    return {
      input,
      output,
      format,
      ...(frame === undefined ? {} : { frame: Number(frame) }),
      ...(encoding === undefined ? {} : { encoding }),
    };
  } catch (error) {
    return reasonOf(error);
  }
}

function report({ output, frames, losses }: ExportSummary): number {
  console.log(`${frames} ${frames === 1 ? 'frame' : 'frames'} written to ${output}.`);
  for (const loss of losses) console.log(loss);
  return 0;
}

function progressInWords(done: number, total: number | null): string {
  const of = total === null ? '' : ` of ${total} (${Math.floor((100 * done) / total)} %)`;
  return `${done}${of} frames`;
}
