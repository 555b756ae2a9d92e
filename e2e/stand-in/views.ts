/** What a person can have before them: every state of the stand-in on its page, and every dialog that opens over one. */
import type { Page } from 'playwright';

export interface View {
  readonly name: string;
  /** As `renderer/fake/main.tsx` reads it. */
  readonly query: Readonly<Record<string, string>>;
  /** What is pressed then. */
  readonly open?: (page: Page) => Promise<void>;
  /** Shown large or warned of: has to be in the window before anybody scrolls. */
  readonly first?: string;
}

/** The page that shows a state; all others choose it themselves. */
const PAGES: Readonly<Record<string, string>> = {
  library: 'recordings',
  exchange: 'recordings',
  player: 'recordings',
};

const press = (testId: string) => async (page: Page) => {
  await page.getByTestId(testId).first().click();
};

/** Views beyond the states themselves. */
const FURTHER: readonly View[] = [
  { name: 'settings', query: { state: 'live', page: 'settings' } },
  { name: 'settings, nobody enrolled', query: { state: 'welcome', page: 'settings' } },
  { name: 'settings, open key storage', query: { state: 'live-basic-text', page: 'settings' } },
  { name: 'recordings, none', query: { state: 'live', page: 'recordings' } },
  { name: 'activity', query: { state: 'live', page: 'activity' } },
  { name: 'pad, set up', query: { state: 'live', page: 'pad' } },
  { name: 'numbers', query: { state: 'live' }, open: (page) => page.keyboard.press('d') },
  { name: 'depth large', query: { state: 'live' }, open: (page) => page.keyboard.press('2') },
  { name: 'looks large', query: { state: 'live' }, open: (page) => page.keyboard.press('5') },
  { name: 'cloud large', query: { state: 'live' }, open: (page) => page.keyboard.press('6') },
  { name: 'all views', query: { state: 'live' }, open: (page) => page.keyboard.press('a') },
  {
    name: 'marks on the head',
    query: { state: 'live' },
    open: async (page) => {
      await press('mark-landmarks')(page);
      await press('mark-axes')(page);
    },
  },
  { name: 'PIN pad', query: { state: 'locked' }, open: press('pin-open') },
  {
    name: 'PIN pad, no camera',
    query: { state: 'no-camera' },
    open: press('pin-open'),
  },
  {
    name: 'passphrase',
    query: { state: 'locked' },
    open: async (page) => {
      await press('pin-open')(page);
      await press('passphrase-open')(page);
    },
  },
  {
    name: 'recovery code, typed',
    query: { state: 'vault-key-lost' },
    open: press('recovery-open'),
  },
  {
    name: 'recovery code, new',
    query: { state: 'enrol-naming' },
    open: async (page) => {
      await page.getByTestId('enrol-name').fill('Ada');
      await page.getByTestId('enrol-pin').fill('246824');
      await press('enrol-save')(page);
      await page.getByTestId('recovery-code').waitFor();
    },
  },
  { name: 'start over', query: { state: 'vault-damaged' }, open: press('start-over') },
  {
    name: 'remove a person',
    query: { state: 'live' },
    open: (page) => page.getByTestId('person').getByRole('button').first().click(),
  },
  {
    name: 'delete everything',
    query: { state: 'live', page: 'settings' },
    open: press('delete-everything'),
  },
];

/** Every state on its page, then the further views. */
export function allViews(states: readonly string[]): readonly View[] {
  return [
    ...states.map((state) => ({
      name: state,
      query: { state, ...(PAGES[state] === undefined ? {} : { page: PAGES[state] }) },
    })),
    ...FURTHER,
  ];
}
