/** The largest picture in all the forms that a reader goes through takes a third of it. */
const MOST_BYTES = 1024 * 2 ** 20;
const LOOK_MS = 200;
/** Its own exit code, for whoever looks at the log. */
const OUT_OF_MEMORY = 77;

/**
 * Ends this process where it takes more memory than reading any honest file does.
 * @param mostBytes of resident memory; replaced in tests
 */
export function limitMemory(mostBytes = MOST_BYTES): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) process.exit(OUT_OF_MEMORY);
  }, LOOK_MS).unref();
}
