import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import type { DeviceName } from '../../../electron/contract/camera.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import styles from './mirrored-choice.module.css';

interface MirroredChoiceProps {
  readonly device: DeviceName;
  /** Title of the camera. */
  readonly title: string;
}

/** Whether the pictures of a device are turned: for the day its driver delivers them otherwise than is known of it. */
export function MirroredChoice({ device, title }: MirroredChoiceProps) {
  const checked = useApp((app) => app.mirrored.includes(device));
  const store = useStore();
  const words = useTranslations('settings.camera.mirrored');
  const help = useId();
  return (
    <div className={styles.mirrored}>
      <label className={styles.label}>
        <input
          type="checkbox"
          checked={checked}
          aria-label={words('labelOf', { camera: title })}
          aria-describedby={help}
          data-testid={`mirrored-${device}`}
          onChange={() => void store.act('camera.mirror', { source: device, mirrored: !checked })}
        />
        {words('label')}
      </label>
      <p id={help} className={styles.help}>
        {words('help')}
      </p>
    </div>
  );
}
