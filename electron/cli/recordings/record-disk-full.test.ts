import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { onSmallDisk, whyNoSmallDisk } from '../../engine/recording/small-disk-fixture.ts';
import { runDepthlock } from '../depthlock.ts';

const missing = await whyNoSmallDisk();
if (missing !== null) console.warn(`Skipped: depthlock record on a full disk (${missing}).`);

let complaints: string[] = [];
beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => complaints.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

describe.skipIf(missing !== null)('depthlock record', () => {
  it('ends when the disk is full, and says what is kept', () =>
    onSmallDisk(8192, async ({ folder }) => {
      const file = join(folder, 'a.mcap');
      const wish = ['--source', 'virtual', '--seconds', '3600', '--lossless', '--out', file];
      expect(await runDepthlock(['record', ...wish])).toBe(1);
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toMatch(/^depthlock record: .*The disk is full: delete/);
      const opened = await openRecording(file);
      if (!opened.ok) throw new Error(opened.problem.message);
      const { frames } = opened.value.info;
      expect(frames).toBeGreaterThan(0);
      expect(complaints[0]).toContain(`${frames} frames, is in ${file}`);
      // Checksums guard every image.
      for (let index = 0; index < frames; index++) {
        expect(await opened.value.frameAt(index)).toMatchObject({ ok: true });
      }
      await opened.value.close();
    }));
});
