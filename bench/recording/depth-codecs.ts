import zlib from 'node:zlib';
import { compress, isLoaded } from '@foxglove/wasm-zstd';
import sharp from 'sharp';
import { quantile } from '../../electron/base/quantile.ts';
import type { Pictures } from './recording-pictures.ts';
import { compressRvl } from './rvl.ts';

const REPEATS = 8;
const WASM_LEVELS = [-5, -3, -1, 1, 2, 3];
const NATIVE_LEVELS = [-5, -3, 1, 2, 3];

/**
 * Depth, frame by frame, as packed by each codec. Viewers of MCAP files read raw images in zstd chunks; RVL and PNG are
 * there for comparison.
 */
export async function compareDepthCodecs(samples: readonly Pictures[]): Promise<readonly string[]> {
  await isLoaded;
  const bytes = ({ depth: { data } }: Pictures) =>
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const largest = Math.max(...samples.map(({ depth }) => depth.data.length));
  const words = new Int32Array(largest);
  const copy = new Uint8Array(2 * largest);
  const codecs: [string, (sample: Pictures) => number | Promise<number>][] = [
    [
      'raw, a copy',
      (sample) => {
        copy.set(bytes(sample));
        return sample.depth.data.byteLength;
      },
    ],
    ...WASM_LEVELS.map((level): [string, (sample: Pictures) => number] => [
      `zstd ${level}, WebAssembly`,
      (sample) => compress(bytes(sample), level).length,
    ]),
    ...(typeof zlib.zstdCompressSync === 'function' ? NATIVE_LEVELS : []).map(
      (level): [string, (sample: Pictures) => number] => [
        `zstd ${level}, Node's own`,
        (sample) => zlib.zstdCompressSync(bytes(sample), levelOf(level)).length,
      ],
    ),
    ['RVL, JavaScript', ({ depth }) => compressRvl(depth.data, words)],
    ['16-bit PNG, libvips', asPng],
  ];
  const lines: string[] = [];
  for (const [name, pack] of codecs) lines.push(await measure(name, samples, pack));
  return lines;
}

const levelOf = (level: number) => ({
  params: { [zlib.constants.ZSTD_c_compressionLevel]: level },
});

async function asPng({ depth: { width, height, data } }: Pictures): Promise<number> {
  const picture = sharp(data, { raw: { width, height, channels: 1 } });
  return (await picture.toColourspace('grey16').png().toBuffer()).length;
}

async function measure(
  name: string,
  samples: readonly Pictures[],
  pack: (sample: Pictures) => number | Promise<number>,
): Promise<string> {
  const times: number[] = [];
  let [raw, packed] = [0, 0];
  for (let k = 0; k < REPEATS; k++) {
    for (const sample of samples) {
      const before = process.cpuUsage();
      packed += await pack(sample);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
      raw += sample.depth.data.byteLength;
    }
  }
  const ratio = (raw / packed).toFixed(2);
  const perMinute = ((packed / times.length) * 30 * 60) / 1e6;
  const [least, middle] = [quantile(times, 0), quantile(times, 0.5)].map((ms) => ms.toFixed(2));
  return `  ${name.padEnd(22)} ratio ${ratio.padStart(5)}, ${perMinute.toFixed(0).padStart(4)} MB/min at 30 fps, processor time a frame: least ${least ?? ''} ms, median ${middle ?? ''} ms`;
}
