import { languageInUse, type Language } from '../../electron/contract/language.ts';
import type { WindowState } from './window-state.ts';

/** Main's word; until it has answered, the browser's. */
export function languageOf({ app }: WindowState): Language {
  if (app !== null) return app.language.used;
  return languageInUse('system', typeof navigator === 'undefined' ? [] : navigator.languages);
}
