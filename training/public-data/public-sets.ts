/** The public data that training needs, and where each comes from. */

/** Name of a set: the file or folder in the folder that DEPTHLOCK_DATA names. */
export type PublicSetName = 'ict-facekit' | 'lfw-160.tar';

export interface PublicSet {
  readonly name: PublicSetName;
  readonly title: string;
  /** What training cannot do without it. */
  readonly needed: string;
  /** What to get where: public, its makers' own distribution. */
  readonly source: string;
  readonly licence: string;
  /** Option of `depthlock data` that takes what was downloaded. */
  readonly option: 'ict-facekit' | 'lfw';
}

export const PUBLIC_SETS: readonly PublicSet[] = [
  {
    name: 'ict-facekit',
    title: 'ICT-FaceKit, a head with 100 modes of identity',
    needed:
      'to render people: heads to train on, the shape branch, and people to calibrate and report on',
    source: 'the folder FaceXModel of https://github.com/ICT-VGL/ICT-FaceKit (clone or ZIP)',
    licence: 'MIT',
    option: 'ict-facekit',
  },
  {
    name: 'lfw-160.tar',
    title: 'Labeled Faces in the Wild, photographs of 5,749 people',
    needed: 'to learn colour from real faces, and to set the thresholds of real people',
    source:
      'lfw.tgz, “All images as gzipped tar file”, not the aligned ones, of http://vis-www.cs.umass.edu/lfw/',
    licence: 'pictures from the web: for research, not to be shipped or shown',
    option: 'lfw',
  },
];

/** Size of ICT-FaceKit's head: code refers to its vertices and polygons by number. */
export interface FaceKitSize {
  readonly vertices: number;
  readonly polygons: number;
  readonly identities: number;
}

export const FACE_KIT: FaceKitSize = { vertices: 26_719, polygons: 26_384, identities: 100 };

/** What the whole of Labeled Faces in the Wild holds. */
export const WHOLE_LFW = { pictures: 13_233, people: 5_749 } as const;
