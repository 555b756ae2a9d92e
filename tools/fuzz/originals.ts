/** One intact input of every kind that Depthlock reads, small enough to be damaged hundreds of times a second. */
import { mkdir, readdir, rm, truncate, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import type { SensorFrame, SensorModel } from '../../electron/engine/camera/sensor-frame.ts';
import { encodeBmp } from '../../electron/engine/exchange/vap/bmp-fixture.ts';
import {
  biwiDepth,
  writeColor,
  writePcd,
  writePfm,
  writePgm,
  writeTiff,
} from '../../electron/engine/exchange/field-cases/made-pictures-fixture.ts';
import {
  asBigEndian,
  imageMessage,
  writeBag,
} from '../../electron/engine/exchange/ros2/ros2-bag-fixture.ts';
import { headerAt, writeRos2 } from '../../electron/engine/exchange/ros2/ros2-messages.ts';
import { convert } from '../../electron/engine/exchange/convert.ts';
import { createFrameSink } from '../../electron/engine/exchange/create-frame-sink.ts';
import type { DepthEncoding, ExportFormat } from '../../electron/contract/exchange.ts';
import {
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from '../../electron/engine/exchange/frame-source-fixture.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import {
  rewriteRecording,
  type Rewriting,
} from '../../electron/engine/recording/mcap/read/rewritten-fixture.ts';
import { OPCODE } from '../../electron/engine/recording/mcap/read/records.ts';
import { readRecords } from './recording-records.ts';

export interface Original {
  readonly name: string;
  /** Folder with only the input. */
  readonly folder: string;
  /** Path to open, relative to the folder; empty for the folder itself. */
  readonly entry: string;
  readonly encoding?: DepthEncoding;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** Whether checksums guard its depth, so that any change of depth is a failure. */
  readonly isChecked: boolean;
  /** Recordings are damaged record by record too. */
  readonly isRecording: boolean;
  /** How often it is chosen, relative to the others; large ones are slow. */
  readonly weight: number;
}

type Kind = Omit<Original, 'folder' | 'files' | 'name'> & {
  /** Fills the folder. */
  make(folder: string): Promise<void>;
};

const FRAMES = 4;
const KINECT_V2: SensorModel = { ...TEST_SENSOR, registration: { kind: 'kinect-v2' } };

/** Small frames like a Kinect v2's: colour on its own grid, colour with gaps on the depth grid, infrared. */
function kinectV2Frame(sequence: number): SensorFrame {
  const frame = noiseFrame(sequence);
  const registered = frame.color.data.slice();
  for (let i = 0; i < registered.length; i += 28) registered.fill(0, i, i + 4);
  return {
    ...frame,
    sensor: KINECT_V2,
    color: {
      width: 4,
      height: 2,
      data: Uint8Array.from({ length: 32 }, (_, i) =>
        i % 4 === 3 ? 255 : (i * 7 + sequence) & 255,
      ),
    },
    registeredColor: { ...frame.color, data: registered },
    infrared: frame.depth,
  };
}

const many = (make: (sequence: number) => SensorFrame, first = 0, count = FRAMES) =>
  Array.from({ length: count }, (_, k) => make(first + k));

async function write(
  output: string,
  format: ExportFormat,
  frames: readonly SensorFrame[],
): Promise<void> {
  const sensor = frames[0]?.sensor ?? TEST_SENSOR;
  const sink = orThrow(await createFrameSink(format, output, sensor));
  orThrow(await convert(sourceOf(frames, sensor), sink, { signal: neverAborted() }));
}

/** Removes what is written last, as a crash does: the table of frames, the summary, the footer. */
async function leaveUnfinished(file: string): Promise<void> {
  const bytes = await readFile(file);
  let at = 8;
  for (const { opcode, content } of readRecords(bytes)) {
    if (opcode === OPCODE.attachment) break;
    at += 9 + content.length;
  }
  await truncate(file, at);
}

function pclzf(kind: string, width: number, height: number, data: Uint8Array): Buffer {
  // LZF made only of literals is legal.
  const runs: Buffer[] = [];
  for (let at = 0; at < data.length; at += 32) {
    const run = data.subarray(at, at + 32);
    runs.push(Buffer.from([run.length - 1]), Buffer.from(run));
  }
  const packed = Buffer.concat(runs);
  const header = Buffer.alloc(37);
  header.write('PCLZF', 'latin1');
  header.writeUInt32LE(width, 5);
  header.writeUInt32LE(height, 9);
  header.write(kind.padEnd(16), 13, 'latin1');
  header.writeUInt32LE(packed.length, 29);
  header.writeUInt32LE(data.length, 33);
  return Buffer.concat([header, packed]);
}

const bytesOf = (values: Uint16Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const rgbOf = (rgba: Uint8Array): Uint8Array => rgba.filter((_, i) => i % 4 !== 3);
const stemOf = (sequence: number): string => `frame_20121214T14225${sequence}.814212`;

const XML = `<depth><focal_length_x>525</focal_length_x><focal_length_y>525</focal_length_y><principal_point_x>16</principal_point_x><principal_point_y>12</principal_point_y><z_multiplication_factor>0.001</z_multiplication_factor></depth>`;

function pcd({ depth, color }: SensorFrame): Buffer {
  const points = Buffer.alloc(16 * depth.data.length);
  for (const [i, mm] of depth.data.entries()) {
    points.writeFloatLE(mm === 0 ? NaN : mm / 1000, 16 * i + 8);
    const [red = 0, green = 0, blue = 0] = color.data.subarray(4 * i, 4 * i + 3);
    points.set([blue, green, red], 16 * i + 12);
  }
  const header = `# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\nFIELDS x y z rgba\nSIZE 4 4 4 4\nTYPE F F F U\nCOUNT 1 1 1 1\nWIDTH ${depth.width}\nHEIGHT ${depth.height}\nVIEWPOINT 0 0 0 0 1 0 0\nPOINTS ${depth.data.length}\nDATA binary\n`;
  return Buffer.concat([Buffer.from(header), points]);
}

const grey = ({ width, height, data }: SensorFrame['depth']) =>
  sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('grey16');
const colors = ({ width, height, data }: SensorFrame['color']) =>
  sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();

async function openni(folder: string, form: 'pcd' | 'pclzf' | 'tiff'): Promise<void> {
  for (const frame of many(noiseFrame)) {
    const { depth, color, sequence } = frame;
    const stem = join(folder, stemOf(sequence));
    if (form === 'pcd') await writeFile(`${stem}.pcd`, pcd(frame));
    else if (form === 'tiff') {
      await grey(depth).tiff({ compression: 'none' }).toFile(`${stem}_depth.tiff`);
      await colors(color).tiff({ compression: 'none' }).toFile(`${stem}_rgb.tiff`);
    } else {
      const { width, height } = depth;
      await writeFile(`${stem}_depth.pclzf`, pclzf('depth16', width, height, bytesOf(depth.data)));
      await writeFile(`${stem}_rgb.pclzf`, pclzf('rgb24', width, height, rgbOf(color.data)));
      await writeFile(`${stem}.xml`, XML);
    }
  }
}

async function vap(folder: string): Promise<void> {
  let text = '';
  for (let y = 0; y < 480; y++) {
    for (let x = 0; x < 640; x++) text += `${(x + y) % 9 === 0 ? -1 : 600 + x + y}\t`;
    text += '\r\n';
  }
  await writeFile(join(folder, '001_1_d.dat'), text);
  await writeFile(
    join(folder, '001_1_c.bmp'),
    encodeBmp(640, 480, (x, y) => [x & 255, y & 255, 9]),
  );
}

async function rawPair(folder: string): Promise<void> {
  const { depth, color } = syntheticSensorFrame(5);
  await writeFile(
    join(folder, 'a_depth.pgm'),
    Buffer.concat([Buffer.from('P5 640 480 65535\n'), bytesOf(depth.data)]),
  );
  await writeFile(
    join(folder, 'a_color.ppm'),
    Buffer.concat([Buffer.from('P6 640 480 255\n'), rgbOf(color.data)]),
  );
}

async function pngPair(folder: string): Promise<void> {
  const { depth, color } = noiseFrame(5);
  await grey(depth).png().toFile(join(folder, 'a_depth.png'));
  await colors(color).png().toFile(join(folder, 'a_color.png'));
}

async function sevenScenes(folder: string): Promise<void> {
  for (const { depth, color, sequence } of many(noiseFrame)) {
    const stem = join(folder, `frame-${String(sequence).padStart(6, '0')}`);
    await grey(depth).png().toFile(`${stem}.depth.png`);
    await colors(color).png().toFile(`${stem}.color.png`);
  }
}

async function sunScene(folder: string): Promise<void> {
  const { depth, color } = noiseFrame(5);
  for (const name of ['image', 'depth']) await mkdir(join(folder, name));
  const data = depth.data.map((mm) => (mm << 3) | (mm >> 13));
  await grey({ ...depth, data })
    .png()
    .toFile(join(folder, 'depth/1.png'));
  await colors(color).jpeg().toFile(join(folder, 'image/1.jpg'));
  await writeFile(join(folder, 'intrinsics.txt'), '30 0 16\n0 30 12\n0 0 1\n');
}

async function associations(folder: string): Promise<void> {
  for (const name of ['rgb', 'depth']) await mkdir(join(folder, name));
  let list = '';
  for (const { depth, color, sequence } of many(noiseFrame)) {
    await grey(depth)
      .png()
      .toFile(join(folder, `depth/${sequence}.png`));
    await colors(color)
      .png()
      .toFile(join(folder, `rgb/${sequence}.png`));
    list += `${sequence} depth/${sequence}.png ${sequence} rgb/${sequence}.png\n`;
  }
  await writeFile(join(folder, 'associations.txt'), list);
}

async function biwi(folder: string): Promise<void> {
  const identity = '1 0 0\n0 1 0\n0 0 1\n\n';
  const matrix = '30 0 16\n0 30 12\n0 0 1\n\n0 0 0 0\n\n';
  await writeFile(join(folder, 'depth.cal'), `${matrix}${identity}0 0 0\n\n32 24\n`);
  await writeFile(join(folder, 'rgb.cal'), `${matrix}${identity}-24 0 0\n\n32 24\n`);
  for (const { depth, color, sequence } of many(noiseFrame)) {
    const stem = join(folder, `frame_0000${sequence}`);
    await writeFile(`${stem}_depth.bin`, biwiDepth(depth.data, depth));
    await colors(color).png().toFile(`${stem}_rgb.png`);
    await writeFile(`${stem}_pose.txt`, `${identity}0 0 800\n`);
  }
}

async function besideColor(folder: string, write: () => Promise<void>): Promise<void> {
  await writeColor(join(folder, 'a_color.png'));
  await write();
}

const fractions = (folder: string) =>
  besideColor(folder, () => writePfm(join(folder, 'a_depth.pfm')));

const fractionsInTiff = (folder: string) =>
  besideColor(folder, () => writeTiff(join(folder, 'a_depth.tiff'), 'fractions'));

const millimetresInPgm = (folder: string) =>
  besideColor(folder, () =>
    writePgm(join(folder, 'a_depth.pgm'), {
      ...{ order: 'big', header: 'P5\n# millimetres\n64 48\n65535\n' },
    }),
  );

const BAG_TOPICS = { depth: '/camera/depth/image_raw', color: '/camera/color/image_raw' };

/** Both as `image_transport` packs them: depth as PNG behind a head of 12 bytes, colour as JPEG. */
async function packedBag(folder: string): Promise<void> {
  const messages = [];
  for (const { depth, color, timeMs } of many(noiseFrame)) {
    const png = await grey(depth).png().toBuffer();
    const jpeg = await colors(color).jpeg().toBuffer();
    const packed = [
      ['compressedDepth', '16UC1; compressedDepth png', Buffer.concat([Buffer.alloc(12), png])],
      ['compressed', 'rgb8; jpeg compressed bgr8', jpeg],
    ] as const;
    for (const [transport, format, data] of packed) {
      const base = transport === 'compressed' ? BAG_TOPICS.color : BAG_TOPICS.depth;
      const message = { header: headerAt(timeMs, 'camera'), format, data };
      const [topic, type] = [`${base}/${transport}`, 'CompressedImage'] as const;
      messages.push({ topic, type, logMs: timeMs, data: writeRos2(type, message) });
    }
  }
  await writeBag(join(folder, NAME), messages);
}

/** As a computer of the other byte order sends it. */
async function bigEndianBag(folder: string): Promise<void> {
  const messages = many(noiseFrame).flatMap(({ depth, color, timeMs }) => {
    const { width, height } = depth;
    const size = { width, height, timeMs };
    const images = [
      [
        BAG_TOPICS.depth,
        {
          ...{ ...size, encoding: '16UC1', bytesPerPixel: 2, isBigEndian: true },
          pixels: Buffer.from(Uint8Array.from(bytesOf(depth.data))).swap16(),
        },
      ],
      [
        BAG_TOPICS.color,
        { ...size, encoding: 'rgb8', bytesPerPixel: 3, pixels: rgbOf(color.data) },
      ],
    ] as const;
    return images.map(([topic, image]) => ({
      ...({ topic, type: 'Image', logMs: timeMs } as const),
      data: asBigEndian(imageMessage(image)),
    }));
  });
  await writeBag(join(folder, NAME), messages);
}

async function cloudsIn(folder: string, data: 'ascii' | 'binary_compressed'): Promise<void> {
  for (const number of [1, 2]) {
    await writePcd(join(folder, `cloud${number}.pcd`), ['rgb', 'x', '_', 'y', 'z'], data);
  }
}

async function calibratedDump(folder: string): Promise<void> {
  await write(join(folder, 'made'), 'fakenect', many(syntheticSensorFrame, 0, 2));
  const names =
    'ax bx cx dx dx_start ay by cy dy dy_start dx_beta_start dy_beta_start dx_beta_inc dy_beta_inc dxdx_start dxdy_start dydx_start dydy_start dxdxdx_start dydxdx_start dxdxdy_start dydxdy_start dydydx_start dydydy_start';
  const numbers = Object.fromEntries(names.split(' ').map((name, i) => [name, i - 9]));
  const text = JSON.stringify({ reg_info: numbers, const_shift: 200 });
  await writeFile(join(folder, 'made', 'device.json'), text);
}

const NAME = 'a.mcap';
const recording = (make: (sequence: number) => SensorFrame, isFinished: boolean): Kind => ({
  entry: NAME,
  isChecked: true,
  isRecording: isFinished,
  weight: 8,
  async make(folder) {
    await write(join(folder, NAME), 'recording', many(make));
    if (!isFinished) await leaveUnfinished(join(folder, NAME));
  },
});
const exported = (
  format: ExportFormat,
  make: (sequence: number) => SensorFrame,
  weight: number,
  isChecked: boolean,
): Kind => ({
  entry: '',
  isChecked,
  isRecording: false,
  weight,
  async make(folder) {
    await write(join(folder, 'made'), format, many(make, 0, weight > 1 ? FRAMES : 2));
  },
});
const made = (
  entry: string,
  make: (folder: string) => Promise<void>,
  changes: Partial<Kind> = {},
): Kind => ({
  entry,
  isChecked: false,
  isRecording: false,
  weight: 3,
  make,
  ...changes,
});

/** A recording as another program writes it anew: packed and cut into chunks otherwise, with ids of its own. */
const rewritten = (how: Rewriting): Kind => ({
  entry: NAME,
  isChecked: true,
  isRecording: false,
  weight: 4,
  async make(folder) {
    const file = join(folder, '..', 'to-be-rewritten.mcap');
    await write(file, 'recording', many(kinectV2Frame));
    await rewriteRecording(file, join(folder, NAME), how);
    await rm(file);
  },
});

const KINDS: Readonly<Record<string, Kind>> = {
  recording: recording(noiseFrame, true),
  'unfinished recording': recording(noiseFrame, false),
  'recording of a Kinect v2': recording(kinectV2Frame, true),
  'unfinished recording of a Kinect v2': recording(kinectV2Frame, false),
  'regrouped recording of a Kinect v2': rewritten({
    ...{ compression: 'zstd', chunkSize: 5000, withOtherIds: true },
  }),
  'recording of a Kinect v2 packed with lz4': rewritten({
    ...{ compression: 'lz4', chunkSize: 5000, withSummary: false, withMessageIndexes: false },
  }),
  'ROS 2 bag': made('made.mcap', (folder) =>
    write(join(folder, 'made.mcap'), 'ros2', many(noiseFrame)),
  ),
  'ROS 2 bag of packed pictures': made(NAME, packedBag),
  'ROS 2 bag of the other byte order': made(NAME, bigEndianBag),
  'TUM folder': exported('tum', noiseFrame, 4, true),
  'folder dataset': exported('dataset', noiseFrame, 4, true),
  'fakenect dump': exported('fakenect', syntheticSensorFrame, 1, false),
  'OpenNI clouds': made('', (folder) => openni(folder, 'pcd')),
  'OpenNI LZF pictures': made('', (folder) => openni(folder, 'pclzf')),
  'OpenNI TIFF pictures': made('', (folder) => openni(folder, 'tiff')),
  'VAP database': made('', vap, { weight: 1 }),
  'raw depth picture': made('a_depth.pgm', rawPair, { weight: 1 }),
  '7-Scenes': made('', sevenScenes, { isChecked: true }),
  'SUN RGB-D scene': made('', sunScene, { isChecked: true }),
  'pictures that associations list': made('', associations, { isChecked: true }),
  'Biwi database': made('', biwi),
  'depth in fractions': made('a_depth.pfm', fractions),
  'depth in fractions in TIFF': made('a_depth.tiff', fractionsInTiff),
  'millimetres in PGM': made('a_depth.pgm', millimetresInPgm, { encoding: 'millimetres' }),
  'clouds in text': made('', (folder) => cloudsIn(folder, 'ascii'), { weight: 1 }),
  'compressed clouds': made('', (folder) => cloudsIn(folder, 'binary_compressed')),
  'fakenect dump with its calibration': made('', calibratedDump, { weight: 1 }),
  'depth PNG': made('a_depth.png', pngPair, { encoding: 'millimetres', isChecked: true }),
};

const DONOR_SEQUENCE = 1000;

/** A recording of the same sensor that lends its records: frames that no original holds. */
export const donorOf = ({ name }: Original): string =>
  name.endsWith('v2') ? 'donor-v2.mcap' : 'donor.mcap';

/** Creates all of them, in folders of `folder`, and `donor.mcap` and `donor-v2.mcap`. */
export async function makeOriginals(folder: string): Promise<readonly Original[]> {
  await write(join(folder, 'donor.mcap'), 'recording', many(noiseFrame, DONOR_SEQUENCE));
  await write(join(folder, 'donor-v2.mcap'), 'recording', many(kinectV2Frame, DONOR_SEQUENCE));
  const originals: Original[] = [];
  for (const [index, [name, { make, ...kind }]] of Object.entries(KINDS).entries()) {
    const own = join(folder, `original-${index}`);
    await mkdir(own);
    await make(own);
    const entries = await readdir(own, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(own.length + 1))
      .sort();
    // Exports create their own folder.
    const isNested = files.every((file) => /^made[/\\]/.test(file));
    originals.push({ ...kind, name, folder: own, files, entry: isNested ? 'made' : kind.entry });
  }
  return originals;
}
