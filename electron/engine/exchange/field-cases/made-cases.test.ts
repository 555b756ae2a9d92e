/** The kinds of the field cases, and their neighbours, made here: what people meet needs no data to be tested. */
import { appendFile, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, readAll } from '../frame-source-fixture.ts';
import { openFrameSource } from '../open-frame-source.ts';
import { expectImport, expectRefusal, type Expected, type Refused } from './expected-import.ts';
import {
  biwiDepth,
  MADE,
  MADE_COLOR,
  MADE_DEPTH,
  writeColor,
  writeDeepColor,
  writeDepth,
  writePcd,
  writePfm,
  writePgm,
  writeTiff,
} from './made-pictures-fixture.ts';

type Case = Omit<Expected, 'input'> & {
  readonly what: string;
  readonly input?: string;
  readonly make: (folder: string) => Promise<unknown>;
};

const SIZE = { intrinsics: '52.5 52.5 31.5 23.5', millimetres: [2000, 800] };
const ASSUMED = 'Assumed, since nothing says it: intrinsics';
const tum = (mm: number): number => 5 * mm;
const rotated = (mm: number): number => ((mm << 3) | (mm >> 13)) & 0xffff;

/** A TUM-like folder of pictures 0, 1, 2, … with lists as they are. */
async function tumFolder(
  folder: string,
  lists: Readonly<Record<string, string | Buffer>>,
  count = 3,
): Promise<void> {
  for (const kind of ['depth', 'rgb']) await mkdir(join(folder, kind));
  for (let i = 0; i < count; i++) {
    await writeDepth(join(folder, 'depth', `${i}.png`), tum);
    await writeColor(join(folder, 'rgb', `${i}.png`));
  }
  for (const [name, text] of Object.entries(lists)) await writeFile(join(folder, name), text);
}

/** Both lists alike, a line for each picture. */
const bothLists = (line: (kind: 'depth' | 'rgb', i: number) => string, end = '\n', count = 3) =>
  Object.fromEntries(
    (['depth', 'rgb'] as const).map((kind) => [
      `${kind}.txt`,
      Array.from({ length: count }, (_, i) => line(kind, i)).join(end) + end,
    ]),
  );

const TUM = {
  ...SIZE,
  from: 'assumed',
  scale: '0.2 format',
  frames: 3,
  notices: [ASSUMED],
} as const;
const TIMES = { timesMs: [0, 33.333, 66.666] };
const seconds = (i: number): string => (1305031102 + i / 30).toFixed(6).slice(0, 17);
const exact = (i: number): string => `1305031102.${String(33_333 * i).padStart(6, '0')}`;

const CLOUD = { ...SIZE, from: 'fitted', scale: '1000 format', frames: 1 } as const;
const PAIR = { ...SIZE, from: 'assumed', frames: 1, notices: [ASSUMED] } as const;

const CASES: readonly Case[] = [
  {
    what: 'commas between stamp and name',
    ...TUM,
    ...TIMES,
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${exact(i)},${kind}/${i}.png`),
      ),
  },
  {
    what: 'a comma in the stamp, line ends of Windows and its separators, names in quotes',
    ...TUM,
    ...TIMES,
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${exact(i).replace('.', ',')}\t"${kind}\\${i}.png"`, '\r\n'),
      ),
  },
  {
    what: 'lists in UTF-16, as PowerShell writes them',
    ...TUM,
    ...TIMES,
    make: (folder) =>
      tumFolder(
        folder,
        Object.fromEntries(
          Object.entries(bothLists((kind, i) => `${exact(i)} ${kind}/${i}.png`)).map(
            ([name, text]) => [name, Buffer.from(`\ufeff${text}`, 'utf16le')],
          ),
        ),
      ),
  },
  {
    what: 'stamps with exponents, in any order',
    ...TUM,
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${Number(seconds(2 - i)).toExponential(15)} ${kind}/${i}.png`),
      ),
  },
  {
    what: 'stamps in milliseconds since 1970',
    ...TUM,
    timesMs: [0, 33, 66],
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${1305031102100 + 33 * i} ${kind}/${i}.png`),
      ),
  },
  {
    what: 'two pictures at one time, and a line that stands twice',
    ...TUM,
    timesMs: [0, 33.333, 33.334],
    make: (folder) =>
      tumFolder(
        folder,
        bothLists(
          (kind, i) =>
            `${exact(Math.min(i, 1))} ${kind}/${i}.png\n${exact(Math.min(i, 1))} ${kind}/${i}.png`,
        ),
      ),
  },
  {
    what: 'stamps before zero',
    ...TUM,
    timesMs: [0, 33, 66],
    notices: ['Its times begin before zero', ASSUMED],
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${(-0.05 + 0.033 * i).toFixed(3)} ${kind}/${i}.png`),
      ),
  },
  {
    what: 'one stamp of 0 among times since 1970',
    ...TUM,
    frames: 2,
    timesMs: [0, 66.666],
    leftOut: { count: 2, reason: 'depth/1.png cannot be used: its time stamp 0 is years away' },
    make: (folder) =>
      tumFolder(
        folder,
        bothLists((kind, i) => `${i === 1 ? '0' : exact(i)} ${kind}/${i}.png`),
      ),
  },
  {
    what: 'whole paths of another computer, further columns and remarks behind the names',
    ...TUM,
    ...TIMES,
    make: (folder) =>
      tumFolder(folder, {
        'depth.txt': [0, 1, 2].map((i) => `${exact(i)} C:\\set\\depth\\${i}.png 0.5`).join('\n'),
        'rgb.txt': [0, 1, 2].map((i) => `${exact(i)}: /home/me/rgb/${i}.png # good`).join('\n'),
      }),
  },
  {
    what: 'lists in capitals, and color.txt',
    ...TUM,
    ...TIMES,
    make: (folder) => {
      const lists = bothLists((kind, i) => `${exact(i)} ${kind}/${i}.png`);
      return tumFolder(folder, {
        'Depth.TXT': lists['depth.txt'] ?? '',
        'Color.txt': lists['rgb.txt'] ?? '',
      });
    },
  },
  {
    what: 'associations in capitals, with names in quotes that hold spaces',
    ...TUM,
    notices: [ASSUMED],
    make: async (folder) => {
      await tumFolder(folder, {
        'Associations.txt': [0, 1, 2]
          .map((i) => `${i} "depth/${i} a.png" ${i} 'rgb/${i} a.png'\n`)
          .join(''),
      });
      for (const [kind, i] of ['depth', 'rgb'].flatMap((kind) =>
        [0, 1, 2].map((i) => [kind, i] as const),
      )) {
        await rename(join(folder, kind, `${i}.png`), join(folder, kind, `${i} a.png`));
      }
    },
  },
  {
    what: 'a folder with associations of any name',
    ...TUM,
    ...TIMES,
    make: (folder) =>
      tumFolder(folder, {
        'fr1_desk.txt': [0, 1, 2]
          .map((i) => `${exact(i)} rgb/${i}.png ${exact(i)} depth/${i}.png\n`)
          .join(''),
        'notes.txt': 'desk, second try\n',
      }),
  },
  {
    what: 'a line that was cut off, and zeros behind it',
    ...TUM,
    frames: 2,
    leftOut: { count: 1, reason: 'line 3 is not a time stamp and a file name' },
    notices: [ASSUMED],
    make: (folder) =>
      tumFolder(folder, {
        'depth.txt': `${exact(0)} depth/0.png\n${exact(1)} depth/1.png\n13050311\0\0\0\0`,
        'rgb.txt': `${exact(0)} rgb/0.png\n${exact(1)} rgb/1.png\n`,
      }),
  },
  {
    what: 'a damaged picture among others',
    ...TUM,
    frames: 2,
    leftOut: { count: 1, reason: '1.png cannot be used' },
    make: async (folder) => {
      await tumFolder(
        folder,
        bothLists((kind, i) => `${exact(i)} ${kind}/${i}.png`),
      );
      await writeFile(join(folder, 'rgb', '1.png'), 'no picture');
    },
  },
  {
    what: 'a pointer of Git LFS among pictures',
    ...TUM,
    frames: 2,
    leftOut: { count: 1, reason: 'git lfs pull' },
    make: async (folder) => {
      await tumFolder(
        folder,
        bothLists((kind, i) => `${exact(i)} ${kind}/${i}.png`),
      );
      const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n';
      await writeFile(join(folder, 'depth', '2.png'), pointer);
    },
  },
  {
    what: 'depth without colour',
    ...TUM,
    notices: ['There is no colour in it', ASSUMED],
    make: (folder) =>
      tumFolder(folder, { 'depth.txt': `0.1 depth/0.png\n0.2 depth/1.png\n0.3 depth/2.png\n` }),
  },
  {
    what: 'colour without depth',
    ...TUM,
    millimetres: [],
    notices: ['There is no depth in it', ASSUMED],
    make: (folder) =>
      tumFolder(folder, { 'rgb.txt': `0.1 rgb/0.png\n0.2 rgb/1.png\n0.3 rgb/2.png\n` }),
  },
  {
    what: 'associations of the TUM tool, colour first, under a name of their own',
    ...TUM,
    ...TIMES,
    input: 'fr1_desk.txt',
    make: (folder) =>
      tumFolder(folder, {
        'fr1_desk.txt': [0, 1, 2]
          .map((i) => `${exact(i)} rgb/${i}.png ${exact(i)} depth/${i}.png\n`)
          .join(''),
      }),
  },
  {
    what: 'a calibration that is a matrix, and the list in place of the folder',
    ...TUM,
    intrinsics: '60 61 30 20',
    from: 'file',
    notices: [],
    input: 'rgb.txt',
    make: (folder) =>
      tumFolder(folder, {
        ...bothLists((kind, i) => `${exact(i)} ${kind}/${i}.png`),
        'camera-intrinsics.txt': '60 0 30\n0 61 20\n0 0 1\n',
      }),
  },
  {
    what: '7-Scenes with 65535 for no reading',
    ...SIZE,
    frames: 2,
    intrinsics: '585 585 320 240',
    from: 'format',
    scale: '1 format',
    notices: ['registration colour and depth'],
    timesMs: [0, 66.667],
    make: async (folder) => {
      for (const number of ['000003', '000005']) {
        await writeDepth(join(folder, `frame-${number}.depth.png`), (mm) =>
          mm === 0 ? 65_535 : mm,
        );
        await writeColor(join(folder, `frame-${number}.color.jpg`));
      }
    },
  },
  {
    what: 'SUN RGB-D',
    ...SIZE,
    frames: 1,
    intrinsics: '70 71 30 20',
    from: 'file',
    scale: 'rotated format',
    make: async (folder) => {
      for (const name of ['image', 'depth']) await mkdir(join(folder, name));
      await writeColor(join(folder, 'image', '0000103.jpg'));
      await writeDepth(join(folder, 'depth', '0000103_abs.png'), rotated);
      await writeFile(join(folder, 'intrinsics.txt'), '70 0 30\n0 71 20\n0 0 1');
    },
  },
  {
    what: 'SUN RGB-D without its intrinsics',
    ...PAIR,
    scale: 'rotated format',
    make: async (folder) => {
      for (const name of ['image', 'depth', 'depth_bfx']) await mkdir(join(folder, name));
      await writeColor(join(folder, 'image', '1.jpg'));
      await writeDepth(join(folder, 'depth', '1.png'), rotated);
      await writeDepth(join(folder, 'depth_bfx', '1.png'), rotated);
    },
  },
  {
    what: '7-Scenes in capitals',
    ...SIZE,
    frames: 1,
    intrinsics: '585 585 320 240',
    from: 'format',
    scale: '1 format',
    notices: ['registration colour and depth'],
    make: async (folder) => {
      await writeDepth(join(folder, 'depth.png'));
      await writeColor(join(folder, 'color.png'));
      await rename(join(folder, 'depth.png'), join(folder, 'frame-000000.depth.PNG'));
      await rename(join(folder, 'color.png'), join(folder, 'FRAME-000000.COLOR.PNG'));
    },
  },
  {
    what: 'pairs in two folders, with colour as JPEG',
    ...PAIR,
    frames: 3,
    scale: '1 assumed',
    timesMs: [0, 33.333, 300],
    make: async (folder) => {
      for (const name of ['color', 'depth']) await mkdir(join(folder, name));
      for (const number of [1, 2, 10]) {
        await writeColor(join(folder, 'color', `color_${number}.jpg`));
        await writeDepth(join(folder, 'depth', `depth_${number}.png`));
      }
    },
  },
  {
    what: 'a pair by suffix with colour of 16 bits, in tenths of a millimetre',
    ...PAIR,
    scale: '0.1 argument',
    given: { millimetresPerUnit: 0.1 },
    input: 'd405_rgb.png',
    make: async (folder) => {
      await writeDeepColor(join(folder, 'd405_rgb.png'));
      await writeDepth(join(folder, 'd405_depth.png'), (mm) => 10 * mm);
    },
  },
  {
    what: 'pairs of which one lacks its colour and one its depth',
    ...PAIR,
    frames: 1,
    scale: '1 assumed',
    leftOut: { count: 1, reason: '0002_depth.png cannot be used: it has no colour picture' },
    notices: ['1 of its 2 colour pictures have no depth', ASSUMED],
    make: async (folder) => {
      for (const number of ['0001', '0002']) await writeDepth(join(folder, `${number}_depth.png`));
      for (const number of ['0001', '0003']) await writeColor(join(folder, `${number}_rgb.png`));
    },
  },
  {
    what: 'pairs in two folders, of which one lacks its colour',
    ...PAIR,
    frames: 2,
    scale: '1 assumed',
    timesMs: [0, 66.667],
    leftOut: { count: 1, reason: '2.png cannot be used: it has no colour picture' },
    make: async (folder) => {
      for (const name of ['kinect_depth', 'kinect_color']) await mkdir(join(folder, name));
      for (const number of [1, 2, 3]) {
        await writeDepth(join(folder, 'kinect_depth', `${number}.png`));
        if (number !== 2) await writeColor(join(folder, 'kinect_color', `${number}.png`));
      }
    },
  },
  {
    what: 'a value of no reading that somebody says',
    ...PAIR,
    millimetres: [2000],
    scale: '1 argument',
    given: { encoding: 'millimetres', invalid: [800] },
    make: async (folder) => {
      await writeColor(join(folder, 'a.png'));
      await writeDepth(join(folder, 'a_depth.png'));
    },
  },
  ...(
    [
      ['PFM', 'a_depth.pfm', writePfm],
      ['TIFF of fractions', 'a_depth.tiff', (file: string) => writeTiff(file, 'fractions')],
    ] as const
  ).map(([what, name, write]): Case => ({
    what: `metres in ${what}`,
    ...PAIR,
    scale: '1000 assumed',
    input: name,
    make: async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await write(join(folder, name));
    },
  })),
  {
    what: 'millimetres in TIFF of numbers that may be negative',
    ...PAIR,
    scale: '1 argument',
    given: { encoding: 'millimetres' },
    input: 'a_depth.tif',
    make: async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await writeTiff(join(folder, 'a_depth.tif'), 'signed');
    },
  },
  {
    what: 'a folder of raw readings of a Kinect v1, each beside its colour',
    intrinsics: '533.21 531.48 336.66 252.56',
    from: 'assumed',
    scale: 'disparity format',
    frames: 2,
    // 800 raw; the usual approximation, 0.1236·tan(800/2842.5 + 1.1863) m, says 1196.
    millimetres: [1193],
    notices: [ASSUMED],
    make: async (folder) => {
      const size = { width: 640, height: 480 };
      const raw = Buffer.alloc(2 * 640 * 480);
      for (let at = 0; at < raw.length; at += 2) raw.writeUInt16LE(800, at);
      const black = { create: { ...size, channels: 3, background: '#000' } } as const;
      const { default: sharp } = await import('sharp');
      for (const number of [1, 2]) {
        const header = Buffer.from('P5 640 480 65535\n');
        await writeFile(join(folder, `${number}_depth.pgm`), Buffer.concat([header, raw]));
        await sharp(black)
          .png()
          .toFile(join(folder, `${number}_color.png`));
      }
    },
  },
  ...(
    [
      ['big-endian, with remarks', 'big', 'P5\n# by OpenCV\n64 48\n# mm\n65535\n', []],
      ['little-endian, as libfreenect writes', 'little', 'P5 64 48 65535\n', ['little-endian']],
    ] as const
  ).map(([what, order, header, notices]): Case => ({
    what: `PGM in millimetres, ${what}`,
    ...PAIR,
    scale: '1 argument',
    given: { encoding: 'millimetres' },
    input: 'a_depth.pgm',
    notices: [...notices.map((words) => `The bytes of its PGM pictures are ${words}`), ASSUMED],
    make: async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await writePgm(join(folder, 'a_depth.pgm'), { order, header });
    },
  })),
  {
    what: 'PGM whose header has line ends of Windows, and a line end behind its pixels',
    ...PAIR,
    frames: 2,
    scale: '1 assumed',
    make: async (folder) => {
      for (const stem of ['a', 'b']) await writeColor(join(folder, `${stem}_color.png`));
      const order = 'big';
      const windows = 'P5\r\n64 48\r\n65535\r\n';
      await writePgm(join(folder, 'a_depth.pgm'), { order, header: windows });
      await writePgm(join(folder, 'b_depth.pgm'), { order, header: 'P5 64 48 65535\n' });
      await appendFile(join(folder, 'b_depth.pgm'), '\n');
    },
  },
  {
    what: 'a calibration of pictures of another size',
    ...PAIR,
    intrinsics: '525 525 319.5 239.5',
    from: 'file',
    scale: '1 assumed',
    notices: ['Its calibration seems to be of pictures of another size', 'scale 1 mm a unit'],
    make: async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await writeDepth(join(folder, 'a_depth.png'));
      await writeFile(
        join(folder, 'camera_info.yaml'),
        'image_width: 640\ncamera_matrix:\n  rows: 3\n  cols: 3\n  data: [525, 0, 319.5, 0, 525, 239.5, 0, 0, 1]\n',
      );
    },
  },
  ...(
    [
      ['in another order', ['rgb', 'z', 'y', 'x'], 'binary', 4],
      ['as text', ['z', 'x', 'y', 'rgb'], 'ascii', 4],
      ['compressed, with padding', ['x', 'y', 'z', '_', 'rgb'], 'binary_compressed', 4],
      ['of 64 bits', ['x', 'y', 'z', 'rgb'], 'binary', 8],
    ] as const
  ).map(([what, fields, data, bytes]): Case => ({
    what: `PCD with fields ${what}`,
    ...CLOUD,
    input: 'frame_20121214T142255.814212.pcd',
    make: (folder) =>
      writePcd(join(folder, 'frame_20121214T142255.814212.pcd'), fields, data, bytes),
  })),
  {
    what: 'PCD without colour',
    ...CLOUD,
    notices: ['There is no colour', 'time by frame number'],
    make: (folder) => writePcd(join(folder, 'scan12.pcd'), ['x', 'y', 'z'], 'binary'),
  },
  {
    what: 'a dataset with names of any language, and JPEG shots with small and capital endings',
    ...SIZE,
    frames: 2,
    intrinsics: '52 52 31.5 23.5',
    from: 'file',
    scale: '1 format',
    make: async (folder) => {
      const people = { 'Zoë Ångström': 'jpg', 李明: 'JPG' };
      for (const [name, ending] of Object.entries(people)) {
        await mkdir(join(folder, name));
        await writeColor(join(folder, name, `vorn.color.${ending}`));
        await writeDepth(join(folder, name, 'vorn.depth.png'));
      }
      const camera = { model: 'K', ...MADE, fx: 52, fy: 52, cx: 31.5, cy: 23.5 };
      const shots = Object.keys(people).map((name) => [name, { gallery: ['vorn'], probe: [] }]);
      const text = JSON.stringify({
        name: 'x',
        camera,
        people: Object.fromEntries(shots) as unknown,
      });
      await writeFile(join(folder, 'dataset.json'), `\ufeff${text}`);
    },
  },
];

describe('kinds of cases from the field', () => {
  it.each(CASES)('$what', ({ make, input = '', ...expected }) =>
    inFolder(async (folder) => {
      const session = join(folder, 'session');
      await mkdir(session);
      await make(session);
      await expectImport(folder, { ...expected, input: join('session', input) });
    }),
  );

  it('keeps colour as it is, of 8 bits and of 16', () =>
    inFolder(async (folder) => {
      await writeDeepColor(join(folder, 'a_color.png'));
      await writeDepth(join(folder, 'a_depth.png'));
      const [frame] = await readAll(await openFrameSource(folder));
      expect([...(frame?.color.data.subarray(0, 4) ?? [])]).toEqual([...MADE_COLOR, 255]);
    }));

  it('follows links to folders, also one to the folder itself', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'store'));
      await writeColor(join(folder, 'store', 'a_color.png'));
      await writeDepth(join(folder, 'store', 'a_depth.png'));
      await symlink('store', join(folder, 'linked'));
      await symlink('.', join(folder, 'loop'));
      expect((await readAll(await openFrameSource(join(folder, 'linked')))).length).toBe(1);
      await expectRefusal(folder, { input: '', sentence: 'choose one, such as' });
    }));

  it('moves the depth of the Biwi database onto its colour by the calibrations', () =>
    inFolder(async (folder) => {
      const size = { width: 640, height: 480 };
      const depth = new Uint16Array(640 * 480);
      for (let y = 200; y < 280; y++) depth.fill(800, y * 640 + 300, y * 640 + 340);
      await writeFile(join(folder, 'frame_00003_depth.bin'), biwiDepth(depth, size));
      await writeFile(join(folder, 'frame_00003_pose.txt'), '1 0 0\n0 1 0\n0 0 1\n\n0 0 800\n');
      const matrix = (f: number, cx: number, cy: number) =>
        `${f} 0 ${cx}\n0 ${f} ${cy}\n0 0 1\n\n0 0 0 0\n\n`;
      const identity = '1 0 0\n0 1 0\n0 0 1\n\n';
      const end = '\n\n640 480\n';
      await writeFile(join(folder, 'depth.cal'), `${matrix(575, 320, 240)}${identity}0 0 0${end}`);
      await writeFile(
        join(folder, 'rgb.cal'),
        `${matrix(517.5, 320, 240)}${identity}-24 0 -10${end}`,
      );
      const { default: sharp } = await import('sharp');
      const black = { create: { ...size, channels: 3, background: '#000' } } as const;
      await sharp(black).png().toFile(join(folder, 'frame_00003_rgb.png'));
      for (const input of [folder, join(folder, 'frame_00003_pose.txt'), join(folder, 'rgb.cal')]) {
        const [frame] = await readAll(await openFrameSource(input));
        if (frame === undefined) throw new Error('no frame');
        const columns = [...frame.depth.data.subarray(240 * 640, 241 * 640).entries()]
          .filter(([, mm]) => mm > 0)
          .map(([x]) => x);
        // u = 517.5·((x − 320)/575·800 − 24)/790 + 320
        const u = (x: number) => (517.5 * (((x - 320) / 575) * 800 - 24)) / 790 + 320;
        expect([columns[0], columns.at(-1)]).toEqual([Math.round(u(300)), Math.round(u(339))]);
        expect(new Set(frame.depth.data)).toEqual(new Set([0, 790]));
        expect(frame.sensor.reading).toMatchObject({
          intrinsics: { from: 'file', value: { fx: 517.5 } },
          registration: { value: 'calibration', from: 'file' },
        });
      }
      await expectRefusal(folder, {
        input: '',
        given: { encoding: 'millimetres' },
        sentence: '--depth would have no effect',
      });
    }));

  const FOREIGN: readonly (readonly [string, string, string])[] = [
    ['a.bag', '#ROSBAG V2.0\n', 'a bag of ROS 1. Turn it into a bag of ROS 2'],
    ['a.oni', 'NI10', 'a recording of OpenNI (.oni)'],
    ['a.mkv', '\x1aE\xdf\xa3', 'a Matroska film, as the recorder of Azure Kinect writes'],
    ['a.xef', 'EVENTS1\0', 'a recording of Kinect Studio'],
    ['a.png', 'version https://git-lfs.github.com/spec/v1\noid', 'Run “git lfs pull”'],
    ['out-depth.avi', 'RIFF\0\0\0\0AVI LIST', 'as “fakenect-record -ffmpeg” makes'],
    ['bag_0.db3', 'SQLite format 3\0', 'a bag of ROS 2 in SQLite'],
    ['a.zip', 'PK\x03\x04', 'Unpack it'],
    ['a.NPZ', 'PK\x03\x04', 'an archive of arrays of NumPy'],
    ['a.heic', '\0\0\0\x18ftypheic', 'a picture of a phone'],
    ['a.exr', 'v/1\x01', 'a picture of OpenEXR'],
    ['a.webp', 'RIFF\0\0\0\0WEBP', 'a picture of WebP, GIF or JPEG 2000'],
    ['a.obj', 'v 0 0 0\n', 'a mesh or a cloud without the grid'],
    ['a.raw', '\0\0', 'a file of bare numbers'],
    ['a.bag', '', 'it is empty'],
  ];
  it.each(FOREIGN)('names %s for what it is', (name, start, sentence) =>
    inFolder(async (folder) => {
      await writeFile(join(folder, name), start, 'latin1');
      const refusals: readonly Refused[] = [{ input: name, sentence }];
      for (const refused of refusals) await expectRefusal(folder, refused);
      // In a folder with nothing else too.
      if (!name.endsWith('.png')) await expectRefusal(folder, { input: '', sentence });
    }),
  );

  it.each([
    ['Git LFS', 'version https://git-lfs.github.com/spec/v1\noid', 'git lfs pull'],
    ['git-annex', '/annex/objects/SHA256E-s3--0.txt\n', 'git annex get'],
  ])('names a pointer of %s in place of any file that is read', (_what, text, advice) =>
    inFolder(async (folder) => {
      for (const [name, file] of [
        ['tum', 'depth.txt'],
        ['dataset', 'dataset.json'],
        ['pairs', 'a_depth.png'],
      ] as const) {
        await mkdir(join(folder, name));
        await writeColor(join(folder, name, 'a_color.png'));
        await writeFile(join(folder, name, file), text);
        await expectRefusal(folder, { input: name, sentence: advice });
      }
    }),
  );

  it('names a link of git-annex to what was not downloaded', () =>
    inFolder(async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await symlink('.git/annex/objects/XX/SHA256E-s3--0.png', join(folder, 'a_depth.png'));
      await expectRefusal(folder, { input: '', sentence: 'git annex get' });
    }));

  it.each([
    [['a_depth.png', 'b_depth.png'], 'There is depth in'],
    [['a_color.png'], 'There is colour in'],
    [['a_depth.png', 'b_color.png'], 'do not belong together by their names'],
    [['a_depth.jpg', 'a_color.jpg'], 'a_depth.jpg cannot be used: JPEG holds 8 bits'],
    [['1.mcap', '2.mcap'], 'There are 2 MCAP files in'],
  ])('says what is missing where there are only %j', (names, sentence) =>
    inFolder(async (folder) => {
      for (const name of names) await writeFile(join(folder, name), 'x');
      await expectRefusal(folder, { input: '', sentence });
    }),
  );

  it.each([
    [{ topics: { depth: '/depth' } }, '--depth-topic and --color-topic would have no effect'],
    [{ encoding: 'sun' }, '--depth sun would have no effect'],
  ] as const)('refuses %j for fractions', (given, sentence) =>
    inFolder(async (folder) => {
      await writeColor(join(folder, 'a_color.png'));
      await writePfm(join(folder, 'a_depth.pfm'));
      await expectRefusal(folder, { input: '', given, sentence });
    }),
  );

  it('refuses topics for clouds, and units of depth where there is none', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'clouds'));
      await writePcd(join(folder, 'clouds', 'a.pcd'), ['x', 'y', 'z'], 'binary');
      const topics = { color: '/color' };
      const idle = '--depth-topic and --color-topic would have no effect';
      await expectRefusal(folder, { input: 'clouds', given: { topics }, sentence: idle });
      await mkdir(join(folder, 'tum'));
      await tumFolder(join(folder, 'tum'), { 'rgb.txt': '0.1 rgb/0.png\n' });
      await expectRefusal(folder, {
        input: 'tum',
        given: { encoding: 'millimetres' },
        sentence: '--depth would have no effect',
      });
    }));

  it('takes no 8 bits for depth of a dataset', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'ada'));
      for (const kind of ['color', 'depth']) {
        await writeColor(join(folder, 'ada', `front.${kind}.png`));
      }
      const camera = { model: 'K', ...MADE, fx: 52, fy: 52, cx: 31.5, cy: 23.5 };
      const people = { ada: { gallery: ['front'], probe: [] } };
      await writeFile(join(folder, 'dataset.json'), JSON.stringify({ name: 'x', camera, people }));
      const sentence =
        'front.depth.png cannot be used: depth is one channel of 16 bits, this has 3';
      await expectRefusal(folder, { input: '', sentence });
    }));

  it('says which list is empty', () =>
    inFolder(async (folder) => {
      await tumFolder(folder, { 'depth.txt': '# nothing\n', 'rgb.txt': '0.1 rgb/0.png\n' });
      await expectRefusal(folder, { input: '', sentence: 'Its depth.txt lists no picture' });
    }));

  it('says why nothing can be paired', () =>
    inFolder(async (folder) => {
      await tumFolder(folder, {
        'depth.txt': '100.0 depth/0.png\n',
        'rgb.txt': '3700.0 rgb/0.png\n',
      });
      await expectRefusal(folder, {
        input: '',
        sentence: '1 of its 1 depth pictures have no colour',
      });
    }));
});

describe('the scene', () => {
  it('has a wall, a box and a strip without readings', () => {
    expect(new Set(MADE_DEPTH)).toEqual(new Set([0, 800, 2000]));
  });
});
