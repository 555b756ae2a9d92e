/** The part of `BrowserWindow` used here. */
export interface HideableWindow {
  isDestroyed(): boolean;
  isVisible(): boolean;
  isMinimized(): boolean;
  on(event: 'show' | 'hide' | 'minimize' | 'restore' | 'closed', listener: () => void): unknown;
}

const CHANGES = ['show', 'hide', 'minimize', 'restore', 'closed'] as const;

/** Reports when a window comes into view or leaves it (hidden, minimised or closed), once for each change. */
export function watchShown(window: HideableWindow, onChange: (isShown: boolean) => void): void {
  let told: boolean | null = null;
  for (const change of CHANGES) {
    window.on(change, () => {
      const isShown = !window.isDestroyed() && window.isVisible() && !window.isMinimized();
      if (isShown === told) return;
      told = isShown;
      onChange(isShown);
    });
  }
}
