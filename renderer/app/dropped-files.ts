/** Files and folders that are dropped on the window are imported; main asks whether they are meant. */
import type { DepthlockBridge } from '../../electron/contract/window/bridge.ts';
import type { WindowStore } from './store.ts';

/** The part of a page in use. */
interface DropTarget {
  addEventListener(kind: 'dragover' | 'drop', listener: (event: DragEvent) => void): void;
}

/** @param page usually `window`; what is dragged within it, such as text, is left alone */
export function acceptDroppedFiles(
  page: DropTarget,
  store: Pick<WindowStore, 'act' | 'openPage'>,
  bridge: Pick<DepthlockBridge, 'pathOfFile'>,
): void {
  page.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (files.length === 0) return;
    event.preventDefault();
    void importAll(files.map((file) => bridge.pathOfFile(file)).filter((path) => path !== ''));
  });

  /** One after another: each is asked about. */
  async function importAll(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const answer = await store.act('exchange.importDropped', { path });
      if (!answer.ok) return;
      store.openPage('recordings');
    }
  }
}
