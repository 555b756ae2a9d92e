import type { LockTrack, TrackPiece } from '../../contract/recording-analysis.ts';

/** Frames that a piece says something of. */
export const framesOf = ({ times }: TrackPiece): number => times.length;

/**
 * Pieces that follow one another, as one.
 * @param from index of the first frame that is wanted: what lies before is left out
 * @returns null where nothing is left, or there is no piece
 */
export function joinPieces(pieces: readonly TrackPiece[], from = 0): TrackPiece | null {
  const isWanted = (piece: TrackPiece) =>
    framesOf(piece) > 0 && piece.from + framesOf(piece) > from;
  const wanted = pieces.filter(isWanted);
  const [first] = wanted;
  if (first === undefined) return null;
  const skipped = Math.max(0, from - first.from);
  const join = (of: (piece: TrackPiece) => Float32Array): Float32Array =>
    joinFloats(wanted.map(of)).slice(skipped);
  return {
    from: first.from + skipped,
    times: joinTimes(wanted).slice(skipped),
    yaw: join(({ yaw }) => yaw),
    pitch: join(({ pitch }) => pitch),
    roll: join(({ roll }) => roll),
    distanceMm: join(({ distanceMm }) => distanceMm),
    liveness: join(({ liveness }) => liveness),
    locks: first.locks.map((lock, k) => joinLocks(wanted, lock, k, skipped)),
  };
}

function joinLocks(
  pieces: readonly TrackPiece[],
  { distances }: LockTrack,
  k: number,
  skipped: number,
): LockTrack {
  const tracks = pieces.flatMap(({ locks }) => locks[k] ?? []);
  const length = tracks.reduce((sum, { phases }) => sum + phases.length, 0);
  const phases = new Uint8Array(length);
  let at = 0;
  for (const track of tracks) {
    phases.set(track.phases, at);
    at += track.phases.length;
  }
  const person = (of: (track: LockTrack) => readonly Float32Array[], p: number): Float32Array =>
    joinFloats(tracks.flatMap((track) => of(track)[p] ?? [])).slice(skipped);
  return {
    phases: phases.slice(skipped),
    distances: distances.map((_, p) => person((track) => track.distances, p)),
    thresholds: distances.map((_, p) => person((track) => track.thresholds, p)),
  };
}

function joinTimes(pieces: readonly TrackPiece[]): Float64Array {
  const joined = new Float64Array(pieces.reduce((sum, piece) => sum + framesOf(piece), 0));
  let at = 0;
  for (const { times } of pieces) {
    joined.set(times, at);
    at += times.length;
  }
  return joined;
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
