import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { PRESENTATIONS, ROOM_LIGHTS, type VirtualScene } from '../../electron/contract/camera.ts';
import { recall, remember } from '../app/remembered.ts';
import { useMedia } from '../app/use-media.ts';
import { useSaid } from '../app/use-said.ts';
import { useApp, useStore } from '../app/window-context.tsx';
import { formatDistance } from '../format.ts';
import { CameraIcon, ChevronIcon } from '../parts/icons.tsx';
import styles from './camera-panel.module.css';
import { Field, Select } from './fields.tsx';
import { HeadPad } from './head-pad.tsx';

const NOBODY = 'nobody';
const DISTANCE_MM = { min: 450, max: 1400, step: 10 } as const;
/** As in `camera-panel.module.css`: there the panel is a drawer below the screen. */
const NARROW = '(width < 760px)';
/** Names of products, the same in every language. */
const SENSORS = [
  ['kinect-v1', 'Kinect v1'],
  ['kinect-v2', 'Kinect v2'],
] as const;

/** Controls of the virtual camera, on every screen while it is in use, unless the lock forbids to touch it. */
export function CameraPanel() {
  const inUse = useApp(
    ({ sources, player }) =>
      // A recording has its place then: nothing here would turn that head.
      player.phase === 'closed' &&
      sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  /** A demonstration directs by itself. */
  const isDirected = useApp(({ pad }) => 'isDemonstration' in pad && pad.isDemonstration);
  const [openBeside, setOpenBeside] = useState(() => recall('virtual-panel') !== 'closed');
  /** A drawer takes room from the screen: it opens only when it is asked to. */
  const [openBelow, setOpenBelow] = useState(false);
  const isNarrow = useMedia(NARROW);
  const open = isNarrow ? openBelow : openBeside;
  const words = useTranslations('camera.panel');
  const bodyId = useId();
  const isFixed = useApp((app) => app.cameraIsFixed);
  if (!inUse || isDirected || isFixed) return null;

  function toggle(): void {
    if (isNarrow) {
      setOpenBelow(!open);
      return;
    }
    setOpenBeside(!open);
    remember('virtual-panel', open ? 'closed' : 'open');
  }

  return (
    <aside className={styles.panel} data-open={open} aria-label={words('title')}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={bodyId}
        data-testid="virtual-panel"
        onClick={toggle}
      >
        <CameraIcon />
        <span>{words('title')}</span>
        <ChevronIcon />
      </button>
      {open && (
        <div id={bodyId} className={styles.body}>
          <SceneControls />
        </div>
      )}
    </aside>
  );
}

function SceneControls() {
  const language = useLocale();
  const words = useTranslations('camera.panel');
  const shown = useTranslations('scene.presentations');
  const said = useSaid();
  const scene = useApp((app) => app.scene);
  const people = useApp((app) => app.virtualPeople);
  const store = useStore();
  const person = people.find(({ id }) => id === scene.person);

  function change(changes: Partial<VirtualScene>): void {
    void store.act('scene.set', { ...scene, ...changes });
  }

  return (
    <>
      <p className={styles.note}>{words('note')}</p>
      <HeadPad
        motion={scene.motion}
        onTurn={(direction) => change({ motion: { kind: 'held', ...direction } })}
      />
      <Field
        label={words('person')}
        help={person === undefined ? words('emptyRoom') : said(person.description)}
      >
        <Select
          testId="virtual-person"
          value={scene.person}
          options={[
            [NOBODY, words('nobody')],
            ...people.map(({ id, name }): readonly [string, string] => [id, name]),
          ]}
          onChange={(id) => change({ person: id })}
        />
      </Field>
      <Field label={words('shownAs')}>
        <Select
          testId="virtual-presentation"
          value={scene.presentation}
          options={PRESENTATIONS.map((name) => [name, shown(name)] as const)}
          onChange={(presentation) => change({ presentation })}
        />
      </Field>
      <Field label={words('movement')}>
        <ScriptSelect motion={scene.motion} onChange={(motion) => change({ motion })} />
      </Field>
      <Field label={words('light')}>
        <Select
          testId="virtual-light"
          value={scene.light}
          options={ROOM_LIGHTS.map((light) => [light, words(`lights.${light}`)] as const)}
          onChange={(light) => change({ light })}
        />
      </Field>
      <Field label={words('sensor')}>
        <Select
          testId="virtual-sensor"
          value={scene.sensor}
          options={SENSORS}
          onChange={(sensor) => change({ sensor })}
        />
      </Field>
      <Field label={words('distance')} value={formatDistance(scene.distanceMm, language)}>
        <input
          type="range"
          className={styles.range}
          {...DISTANCE_MM}
          value={scene.distanceMm}
          aria-valuetext={formatDistance(scene.distanceMm, language)}
          data-testid="virtual-distance"
          onChange={(event) => change({ distanceMm: event.target.valueAsNumber })}
        />
      </Field>
    </>
  );
}

const HELD = 'held';
const SCRIPTS = ['idle', 'head-circle', 'look-around', 'approach'] as const;
type VirtualScript = (typeof SCRIPTS)[number];
type Movement = VirtualScript | typeof HELD;

interface ScriptSelectProps {
  readonly motion: VirtualScene['motion'];
  readonly onChange: (motion: VirtualScene['motion']) => void;
}

function ScriptSelect({ motion, onChange }: ScriptSelectProps) {
  const words = useTranslations('camera.panel');
  const played = useTranslations('scene.scripts');
  const scripts = SCRIPTS.map((script): readonly [Movement, string] => [script, played(script)]);
  const held: readonly (readonly [Movement, string])[] =
    motion.kind === 'held' ? [[HELD, words('held')]] : [];
  return (
    <Select<Movement>
      testId="virtual-script"
      value={motion.kind === 'held' ? HELD : motion.script}
      options={[...held, ...scripts]}
      onChange={(movement) => {
        if (movement !== HELD) onChange({ kind: 'script', script: movement });
      }}
    />
  );
}
