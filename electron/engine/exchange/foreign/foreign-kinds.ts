/** Files that are recognised and cannot be read: what each is, and what to do with it. */
import { extname } from 'node:path';
import { fail, type Result } from '../../../contract/problem.ts';

interface ForeignKind {
  /** With its article. */
  readonly what: string;
  /** A whole sentence. */
  readonly instead: string;
  /** First bytes, read as Latin 1. */
  readonly start?: RegExp;
  /** Ends of names, for kinds without a start of their own, or where the file is too short for it. */
  readonly endings?: readonly string[];
}

const LFS: ForeignKind = {
  what: 'a pointer of Git LFS, which stands for a file that was not downloaded',
  instead: 'Run “git lfs pull” in that repository, then try it again.',
  start: /^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//,
};

const ANNEX: ForeignKind = {
  what: 'a pointer of git-annex, which stands for a file that was not downloaded',
  instead: 'Run “git annex get” in that repository, then try it again.',
  start: /^(\.\.\/)*(\.git)?\/?annex\/objects\//,
};

const PICTURES_INSTEAD =
  'Save depth as 16-bit PNG pictures and colour as PNG or JPEG, and import their folder.';

const KINDS: readonly ForeignKind[] = [
  LFS,
  ANNEX,
  {
    what: 'a bag of ROS 1',
    instead:
      'Turn it into a bag of ROS 2 in MCAP, for example with “rosbags-convert --src in.bag --dst out --dst-storage mcap”, and import that.',
    start: /^#ROSBAG V/,
    endings: ['.bag'],
  },
  {
    what: 'a bag of ROS 2 in SQLite',
    instead: 'Turn it into MCAP with “ros2 bag convert”, and import that.',
    start: /^SQLite format 3\0/,
    endings: ['.db3'],
  },
  {
    what: 'a recording of OpenNI (.oni)',
    instead:
      'Play it with OpenNI and save its frames as pictures, for example with PCL’s pcl_openni_image or OpenCV, and import their folder.',
    start: /^NI10/,
    endings: ['.oni'],
  },
  {
    what: 'a Matroska film, as the recorder of Azure Kinect writes (.mkv)',
    instead:
      'Save its frames as pictures, for example with Open3D’s “azure_kinect_mkv_reader.py --input in.mkv --output folder”, and import that folder.',
    start: /^\x1a\x45\xdf\xa3/,
    endings: ['.mkv'],
  },
  {
    what: 'a recording of Kinect Studio (.xef)',
    instead:
      'Play it in Kinect Studio and save the frames as pictures, for example with “xef2mat” or KinectXEFTools, and import their folder.',
    start: /^EVENTS\d/,
    endings: ['.xef', '.xrf'],
  },
  {
    what: 'a film (AVI), as “fakenect-record -ffmpeg” makes: its depth went through a lossy codec and is gone',
    instead: 'Record again without -ffmpeg, so that each frame is a picture.',
    start: /^RIFF[^]{4}AVI /,
    endings: ['.avi'],
  },
  {
    what: 'a picture of a phone (HEIC or AVIF)',
    instead: PICTURES_INSTEAD,
    start: /^[^]{4}ftyp(heic|heix|hevc|heim|mif1|msf1|avif)/,
    endings: ['.heic', '.heif', '.avif'],
  },
  {
    what: 'a picture of OpenEXR',
    instead: 'Save its depth as a TIFF or PFM picture of 32-bit fractions, and import that.',
    start: /^v\/1\x01/,
    endings: ['.exr'],
  },
  {
    what: 'a picture of WebP, GIF or JPEG 2000',
    instead: PICTURES_INSTEAD,
    start: /^(RIFF[^]{4}WEBP|GIF8|\0\0\0\x0cjP {2}\r\n)/,
    endings: ['.webp', '.gif', '.jp2', '.j2k'],
  },
  {
    what: 'a film (MP4)',
    instead: 'A film holds no depth. Import the pictures that it was made of.',
    start: /^[^]{4}ftyp/,
    endings: ['.mp4', '.mov'],
  },
  {
    what: 'a log of ElasticFusion (.klg)',
    instead: 'Save its frames as pictures, for example with klg2png, and import their folder.',
    endings: ['.klg'],
  },
  {
    what: 'a recording of ScanNet (.sens)',
    instead: 'Save its frames as pictures with ScanNet’s SensReader, and import their folder.',
    endings: ['.sens'],
  },
  {
    what: 'a recording of a ZED camera (.svo)',
    instead:
      'Save its frames as pictures with the ZED SDK’s “ZED_SVO_Export”, and import their folder.',
    endings: ['.svo', '.svo2'],
  },
  {
    what: 'an HDF5 file',
    instead: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    start: /^\x89HDF\r\n/,
    endings: ['.h5', '.hdf5'],
  },
  {
    what: 'a MATLAB file',
    instead: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    start: /^MATLAB 5\.0/,
    endings: ['.mat'],
  },
  {
    what: 'an array of NumPy',
    instead: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    start: /^\x93NUMPY/,
    endings: ['.npy'],
  },
  {
    what: 'a PLY file: points or a mesh, without the grid of the camera’s pictures',
    instead: 'Import the pictures or the organised PCD cloud that it was made of.',
    start: /^ply\r?\n/,
    endings: ['.ply'],
  },
  {
    what: 'a mesh or a cloud without the grid of the camera’s pictures',
    instead: 'Import the pictures or the organised PCD cloud that it was made of.',
    start: /^(glTF|LASF)/,
    endings: ['.obj', '.stl', '.off', '.gltf', '.glb', '.las', '.laz', '.xyz', '.pts', '.e57'],
  },
  {
    what: 'a file of bare numbers, which says neither their size nor their meaning',
    instead: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    endings: ['.raw', '.yuv', '.y16', '.z16'],
  },
  {
    what: 'an archive of arrays of NumPy',
    instead: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    start: /^PK\x03\x04/,
    endings: ['.npz'],
  },
  {
    what: 'an archive',
    instead: 'Unpack it, then import what was in it.',
    start: /^(PK\x03\x04|\x1f\x8b|7z\xbc\xaf\x27\x1c|\xfd7zXZ\0|BZh\d|Rar!)/,
    endings: ['.zip', '.tar', '.gz', '.tgz', '.xz', '.7z', '.rar', '.bz2'],
  },
];

/** How many bytes of a file's start tell its kind. */
export const START_BYTES = 64;

/**
 * The problem that names a file for what it is and says what to do; null for kinds that are not known.
 * @param start its first bytes
 */
export function refuseForeign(file: string, start: Buffer): Result<never> | null {
  const text = start.toString('latin1', 0, START_BYTES);
  const ending = extname(file).toLowerCase();
  if (start.length === 0) {
    return fail(
      'files-unreadable',
      `${file} cannot be imported: it is empty. Copy or record it again.`,
    );
  }
  const begun = KINDS.filter((candidate) => candidate.start?.test(text) === true);
  const named = KINDS.find((candidate) => candidate.endings?.includes(ending) === true);
  // Archives and films begin alike whatever is in them: the name says more.
  const kind = begun.find((candidate) => candidate === named) ?? begun[0] ?? named;
  if (kind === undefined) return null;
  return fail(
    'files-unreadable',
    `${file} cannot be imported: it is ${kind.what}. ${kind.instead}`,
  );
}

/** Names of files that may be such a kind: where a folder holds nothing else, they explain why it cannot be read. */
export const mayBeForeign = (name: string): boolean =>
  KINDS.some(({ endings }) => endings?.includes(extname(name).toLowerCase()) === true);

/** What a file is that stands for another which was not downloaded, as a phrase; null for any other. */
export function pointerInPlace(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.subarray(0, START_BYTES)).toString('latin1');
  if (LFS.start?.test(text) === true) {
    return 'it is a pointer of Git LFS, and the file itself was not downloaded: run “git lfs pull” in that repository';
  }
  return ANNEX.start?.test(text) === true ? NOT_GOT : null;
}

/** The same of a link that leads nowhere. */
export const pointerOfLink = (target: string): string | null =>
  /(^|\/)annex\/objects\//.test(target) ? NOT_GOT : null;

const NOT_GOT =
  'it is a pointer of git-annex, and the file itself was not downloaded: run “git annex get” in that repository';
