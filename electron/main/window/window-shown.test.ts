import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { watchShown, type HideableWindow } from './window-shown.ts';

class FakeWindow extends EventEmitter implements HideableWindow {
  visible = false;
  minimised = false;
  destroyed = false;

  isVisible(): boolean {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    return this.visible;
  }

  isMinimized(): boolean {
    return this.minimised;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  change(event: string, changes: Partial<Pick<FakeWindow, 'visible' | 'minimised' | 'destroyed'>>) {
    Object.assign(this, changes);
    this.emit(event);
  }
}

describe('whether a window is shown', () => {
  it('is told when it is opened, hidden, minimised, brought back and closed', () => {
    const window = new FakeWindow();
    const told: boolean[] = [];
    watchShown(window, (isShown) => told.push(isShown));
    window.change('show', { visible: true });
    window.change('minimize', { minimised: true });
    window.change('hide', { visible: false });
    window.change('restore', { visible: true, minimised: false });
    window.change('show', { visible: true });
    window.change('hide', { visible: false });
    window.change('show', { visible: true });
    window.change('closed', { destroyed: true });
    expect(told).toEqual([true, false, true, false, true, false]);
  });
});
