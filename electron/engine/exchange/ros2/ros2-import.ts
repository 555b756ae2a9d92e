/** ROS 2 bags in MCAP files: one camera's depth and colour, paired by their time of capture. */
import { open, type FileHandle } from 'node:fs/promises';
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { Intrinsics } from '../../../contract/frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { DepthScale, Reading, Stated } from '../../../contract/reading.ts';
import { reasonOf } from '../../../base/error-words.ts';
import type { SensorImage, SensorModel } from '../../camera/sensor-frame.ts';
import { MessageReader } from '../../recording/mcap/read/message-reader.ts';
import { scanMessages, type MessageScan } from '../../recording/mcap/read/scan-messages.ts';
import { zstdLoaded } from '../../recording/mcap/zstd.ts';
import { assumedIntrinsics } from '../reading/assumed-intrinsics.ts';
import { unreadable } from '../files/files.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';
import { intrinsicsOf, isDistorted } from './ros2-camera-info.ts';
import { colorOfCompressed, colorOfImage, isColorEncoding } from './ros2-color.ts';
import {
  DEPTH_ENCODINGS,
  depthOfCompressed,
  depthOfImage,
  isDeepPng,
  isDepthFormat,
  NO_READING,
} from './ros2-depth.ts';
import {
  readRos2,
  ros2TypeOf,
  stampOf,
  type Ros2CameraInfo,
  type Ros2Type,
} from './ros2-messages.ts';
import { pairedMessages, TOLERANCE_MS, type StampedMessage, type Unpaired } from './ros2-pairs.ts';
import {
  cameraInfoTopics,
  chooseTopics,
  isAlignedName,
  isRectifiedName,
  type ImageTopic,
} from './ros2-topics.ts';

/** Messages of a topic that are tried until one can be read. */
const TRIES = 5;
/** Focal lengths and centres that differ by less are one camera's. */
const SAME_PIXELS = 2;

interface Bag {
  readonly file: string;
  readonly handle: FileHandle;
  readonly scan: MessageScan;
  readonly reader: MessageReader;
}

/**
 * Opens a bag. Depth is millimetres (`16UC1`), metres (`32FC1`) or `compressedDepth`; colour is raw, JPEG or PNG, and
 * has to lie on the grid of depth. Intrinsics are those of `CameraInfo`.
 * @param given topics and intrinsics alone have an effect
 */
export async function openRos2Bag(
  file: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  let handle: FileHandle | null = null;
  try {
    await zstdLoaded;
    handle = await open(file, 'r');
    const scan = await scanMessages(
      handle,
      ({ schema, messageEncoding }) => ros2TypeOf(schema) !== null && messageEncoding === 'cdr',
    );
    const bag = { file, handle, scan, reader: new MessageReader(handle) };
    const opened = await sourceOf(bag, given);
    if (!opened.ok) await handle.close();
    return opened;
  } catch (error) {
    await handle?.close();
    return unreadable(file, reasonOf(error));
  }
}

async function sourceOf(bag: Bag, given: ImportArguments): Promise<Result<FrameSource>> {
  const topics = await imageTopics(bag);
  if (topics.length === 0 && !bag.scan.isWhole) {
    return unreadable(bag.file, 'it was cut off, and no image is left in it that can be read');
  }
  const chosen = chooseTopics(bag.file, topics, given.topics ?? {});
  if (!chosen.ok) return chosen;
  const { depth, color } = chosen.value;
  const calibrated = await calibrate(bag, { depth, color, given: given.intrinsics });
  if (!calibrated.ok) return calibrated;
  const { intrinsics, registration, isBent } = calibrated.value;
  const isMetres = /^\s*32FC1\b/i.test(depth.encoding);
  const sensor: SensorModel = {
    name: `ROS 2 bag, ${depth.topic.slice(0, 150)}`,
    serial: '',
    trust: 'recording',
    depthIntrinsics: intrinsics.value,
    colorIntrinsics: intrinsics.value,
    registration: { kind: 'registered' },
    reading: {
      ...{ intrinsics, registration },
      scale: { value: isMetres ? METRES : MILLIMETRES, from: 'format' },
      invalid: { value: isMetres ? [0] : [0, NO_READING], from: 'format' },
      time: { value: 'nanoseconds', from: 'format' },
    },
  };
  let unpaired: Unpaired = { depths: 0, withoutColor: 0, late: 0 };
  return succeed({
    sensor,
    // Only the stamps tell how many have a partner.
    frames: null,
    /** All of them are known once it has been read. */
    get notices() {
      return [
        ...(isBent ? ['The lens’s distortion, which the file tells, is not corrected.'] : []),
        ...damageNotices(bag.scan),
        ...unpairedNotices(unpaired),
      ];
    },
    read: (signal, first = 0) => {
      unpaired = { depths: 0, withoutColor: 0, late: 0 };
      return readFrames(bag, { depth, color, sensor }, { signal, first, unpaired });
    },
    close: () => bag.handle.close(),
  });
}

function damageNotices({ isWhole, damaged }: MessageScan): string[] {
  return [
    ...(isWhole ? [] : ['Its end is missing: it was cut off. What came before is read.']),
    ...(damaged.length === 0
      ? []
      : [`${damaged.length} of its chunks are damaged: what was in them is left out.`]),
  ];
}

function unpairedNotices({ depths, withoutColor, late }: Unpaired): string[] {
  return [
    ...(withoutColor === 0
      ? []
      : [
          `${withoutColor} of its ${depths} depth pictures have no colour within ${TOLERANCE_MS} ms.`,
        ]),
    ...(late === 0
      ? []
      : [`${late} of its ${depths} depth pictures came too late to be put in their order.`]),
  ];
}

const MILLIMETRES: DepthScale = { kind: 'linear', millimetres: 1 };
const METRES: DepthScale = { kind: 'linear', millimetres: 1000 };

interface Streams {
  readonly depth: ImageTopic;
  readonly color: ImageTopic;
  readonly sensor: SensorModel;
}

async function* readFrames(
  bag: Bag,
  { depth, color, sensor }: Streams,
  {
    signal,
    first,
    unpaired,
  }: { readonly signal: AbortSignal; readonly first: number; readonly unpaired: Unpaired },
): AsyncGenerator<Result<LabelledFrame>> {
  const lost: Result<never>[] = [];
  const messages = stampedMessages(bag, { depth, color, signal, lost });
  let skipped = 0;
  for await (const { depth: of, color: to, sequence } of pairedMessages(messages, unpaired)) {
    yield* lost.splice(0);
    if (signal.aborted) return;
    if (skipped++ < first) continue;
    try {
      const readings = await depthOf(bag, of);
      const picture = await colorOf(bag, to);
      const isSame = readings.width === picture.width && readings.height === picture.height;
      if (!isSame) throw new Error(`depth and colour differ in size at ${of.timeMs} ms`);
      const { timeMs } = of;
      yield succeed({ sequence, timeMs, depth: readings, color: picture, sensor });
    } catch (error) {
      yield unreadable(bag.file, reasonOf(error));
    }
  }
  yield* lost.splice(0);
}

const typeOf = ({ scan }: Bag, channel: number): Ros2Type | null =>
  ros2TypeOf(scan.channels.get(channel)?.schema ?? '');

/** In the order of the log. */
async function* stampedMessages(
  bag: Bag,
  {
    depth,
    color,
    signal,
    lost,
  }: {
    readonly depth: ImageTopic;
    readonly color: ImageTopic;
    readonly signal: AbortSignal;
    /** Gets a problem for each message that cannot be read. */
    readonly lost: Result<never>[];
  },
): AsyncGenerator<StampedMessage> {
  const { table, channels } = bag.scan;
  for (const index of table.inOrder()) {
    if (signal.aborted) return;
    const channel = table.channelOf(index);
    const topic = channels.get(channel)?.topic;
    if (topic !== depth.topic && topic !== color.topic) continue;
    try {
      const { data, timeMs } = await bag.reader.read(table.placeOf(index));
      // Copied: a chunk in memory for every message that waits would be a lot.
      const bytes = Uint8Array.from(data);
      const kind = topic === depth.topic ? 'depth' : 'color';
      yield { kind, channel, timeMs: stampOf(bytes) ?? timeMs, bytes };
    } catch (error) {
      lost.push(unreadable(bag.file, reasonOf(error)));
    }
  }
}

async function depthOf(
  bag: Bag,
  { channel, bytes }: StampedMessage,
): Promise<SensorImage<Uint16Array>> {
  if (typeOf(bag, channel) === 'Image') return depthOfImage(readRos2('Image', bytes));
  return depthOfCompressed(readRos2('CompressedImage', bytes));
}

async function colorOf(
  bag: Bag,
  { channel, bytes }: StampedMessage,
): Promise<SensorImage<Uint8Array>> {
  if (typeOf(bag, channel) === 'Image') return colorOfImage(readRos2('Image', bytes));
  return colorOfCompressed(readRos2('CompressedImage', bytes));
}

/** The image topics, each as its first readable message shows it. */
async function imageTopics(bag: Bag): Promise<readonly ImageTopic[]> {
  const { table, channels } = bag.scan;
  const found = new Map<string, { messages: number; tries: number; topic: ImageTopic | null }>();
  for (let index = 0; index < table.length; index++) {
    const channel = table.channelOf(index);
    const { topic = '' } = channels.get(channel) ?? {};
    const type = typeOf(bag, channel);
    if (type === null || type === 'CameraInfo') continue;
    const entry = found.get(topic) ?? { messages: 0, tries: 0, topic: null };
    found.set(topic, entry);
    entry.messages += 1;
    if (entry.topic !== null || entry.tries >= TRIES) continue;
    entry.tries += 1;
    try {
      const { data } = await bag.reader.read(table.placeOf(index));
      entry.topic = await describe(topic, type, data);
    } catch {
      continue;
    }
  }
  return [...found.values()].flatMap(({ topic, messages }) =>
    topic === null ? [] : [{ ...topic, messages }],
  );
}

async function describe(
  topic: string,
  type: 'Image' | 'CompressedImage',
  data: Uint8Array,
): Promise<ImageTopic> {
  if (type === 'Image') {
    const { header, encoding, width, height } = readRos2('Image', data);
    const isDepth =
      DEPTH_ENCODINGS.has(encoding) && (encoding !== 'mono16' || /depth/i.test(topic));
    const kind = isDepth ? 'depth' : isColorEncoding(encoding) ? 'color' : 'other';
    return { topic, kind, messages: 0, width, height, frameId: header.frame_id, encoding };
  }
  const message = readRos2('CompressedImage', data);
  const isDepth =
    isDepthFormat(message.format) ||
    /compressedDepth/i.test(topic) ||
    (isDeepPng(message.data) && /depth/i.test(topic));
  const { width, height } = isDepth
    ? await depthOfCompressed(message)
    : await colorOfCompressed(message);
  const about = { messages: 0, frameId: message.header.frame_id, encoding: message.format };
  return { topic, kind: isDepth ? 'depth' : 'color', width, height, ...about };
}

interface Calibrated {
  readonly intrinsics: Stated<Intrinsics>;
  readonly registration: Reading['registration'];
  /** Does the lens bend what is straight? */
  readonly isBent: boolean;
}

/** The one grid of both; a problem where depth does not lie on that of colour. */
async function calibrate(
  bag: Bag,
  {
    depth,
    color,
    given,
  }: {
    readonly depth: ImageTopic;
    readonly color: ImageTopic;
    readonly given: Intrinsics | undefined;
  },
): Promise<Result<Calibrated>> {
  if (depth.width !== color.width || depth.height !== color.height) {
    return notAligned(bag.file, depth, color);
  }
  const infos = await cameraInfos(bag);
  const ofDepth = calibrationOf(infos, depth);
  const ofColor = calibrationOf(infos, color);
  if (ofDepth !== null && ofColor !== null && !isNear(ofDepth.intrinsics, ofColor.intrinsics)) {
    return notAligned(bag.file, depth, color);
  }
  const isAligned = isAlignedName(depth.topic) || depth.frameId === color.frameId;
  const found = ofDepth ?? ofColor;
  const stated: Stated<Intrinsics> =
    given !== undefined
      ? { value: given, from: 'argument' }
      : found !== null
        ? { value: found.intrinsics, from: 'file' }
        : { value: assumedIntrinsics(depth.width, depth.height), from: 'assumed' };
  return succeed({
    intrinsics: stated,
    registration: { value: 'registered', from: isAligned ? 'file' : 'assumed' },
    isBent: found !== null && isDistorted(found.info) && !isRectifiedName(depth.topic),
  });
}

function notAligned(file: string, depth: ImageTopic, color: ImageTopic): Result<never> {
  const size = ({ width, height }: ImageTopic) => `${width}×${height}`;
  return fail(
    'files-unreadable',
    `${file} cannot be used: ${depth.topic} (${size(depth)}) does not lie on the grid of ${color.topic} (${size(color)}). Record depth that is aligned to colour, or name other topics with --depth-topic and --color-topic.`,
  );
}

const isNear = (a: Intrinsics, b: Intrinsics): boolean =>
  (['fx', 'fy', 'cx', 'cy'] as const).every((key) => Math.abs(a[key] - b[key]) <= SAME_PIXELS);

/** The first readable one of every topic. */
async function cameraInfos(bag: Bag): Promise<ReadonlyMap<string, Ros2CameraInfo>> {
  const { table, channels } = bag.scan;
  const infos = new Map<string, Ros2CameraInfo>();
  const tries = new Map<string, number>();
  for (let index = 0; index < table.length; index++) {
    const channel = table.channelOf(index);
    if (typeOf(bag, channel) !== 'CameraInfo') continue;
    const { topic = '' } = channels.get(channel) ?? {};
    const tried = tries.get(topic) ?? 0;
    if (infos.has(topic) || tried >= TRIES) continue;
    tries.set(topic, tried + 1);
    try {
      const { data } = await bag.reader.read(table.placeOf(index));
      infos.set(topic, readRos2('CameraInfo', data));
    } catch {
      continue;
    }
  }
  return infos;
}

function calibrationOf(
  infos: ReadonlyMap<string, Ros2CameraInfo>,
  topic: ImageTopic,
): { readonly intrinsics: Intrinsics; readonly info: Ros2CameraInfo } | null {
  for (const name of cameraInfoTopics(topic.topic)) {
    const info = infos.get(name);
    if (info === undefined) continue;
    const intrinsics = intrinsicsOf(info, topic, isRectifiedName(topic.topic));
    if (intrinsics !== null) return { intrinsics, info };
  }
  return null;
}
