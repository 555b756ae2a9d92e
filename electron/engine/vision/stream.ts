let streams = 0;

/** A number of its own for frames that follow one another: of one start of a camera, of one reading of a recording. */
export function newStream(): number {
  streams += 1;
  return streams;
}
