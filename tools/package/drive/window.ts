/** The window of a packed app, used through its elements as a person does, by way of the main process's debugger. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Inspector } from './inspector.ts';

const POLL_MS = 200;

/** What the page is asked: finds elements by `data-testid`, and uses them as React sees it. */
const IN_PAGE = `
const find = (id) => document.querySelector('[data-testid="' + id + '"]');
const set = (element, value) => {
  const type = element instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(type.prototype, 'value').set.call(element, value);
  element.dispatchEvent(new Event(type === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};
`;

export class DrivenWindow {
  readonly #inspector: Inspector;
  readonly #limitMs: number;

  /** @param limitMs only a hang takes longer */
  constructor(inspector: Inspector, limitMs: number) {
    this.#inspector = inspector;
    this.#limitMs = limitMs;
  }

  /** A value of the page. */
  page(expression: string): Promise<unknown> {
    const code = JSON.stringify(`(async () => { ${IN_PAGE} return ${expression}; })()`);
    return this.#inspector.evaluate(
      `(() => {
        const { createRequire } = process.getBuiltinModule('node:module');
        const { BrowserWindow } = createRequire('/')('electron');
        const [window] = BrowserWindow.getAllWindows();
        return window === undefined ? undefined : window.webContents.executeJavaScript(${code}, true);
      })()`,
    );
  }

  /** Polls the page until an expression is true. Throws what was waited for. */
  async until(what: string, expression: string): Promise<void> {
    const end = Date.now() + this.#limitMs;
    let last: unknown = null;
    while (Date.now() < end) {
      last = await this.page(expression).catch((error: unknown) => error);
      if (last === true) return;
      await wait(POLL_MS);
    }
    const shown = await this.page('document.body.innerText.slice(0, 600)').catch(String);
    throw new Error(`${what} did not happen (${String(last)}). The window says: ${String(shown)}`);
  }

  /** Clicks when it is there and enabled. */
  async click(id: string): Promise<void> {
    const element = `find(${JSON.stringify(id)})`;
    await this.until(`“${id}” to click`, `${element} !== null && !${element}.disabled`);
    await this.page(`${element}.click()`);
  }

  async fill(id: string, value: string): Promise<void> {
    const element = `find(${JSON.stringify(id)})`;
    await this.until(`“${id}” to fill`, `${element} !== null`);
    await this.page(`set(${element}, ${JSON.stringify(value)})`);
    // Shown again once main has applied it.
    await this.until(`“${id}” to take ${value}`, `${element}.value === ${JSON.stringify(value)}`);
  }

  /** Polls the app's state until an expression of `state` is true. */
  untilState(what: string, expression: string): Promise<void> {
    return this.until(
      what,
      `await window.depthlock.request('state.get', undefined).then((state) => ${expression})`,
    );
  }

  /** Asks main, as the window does. */
  request(name: string): Promise<unknown> {
    return this.page(`await window.depthlock.request(${JSON.stringify(name)}, undefined)`);
  }
}
