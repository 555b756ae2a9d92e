import { useLocale, useTranslations } from 'use-intl/react';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import type { ExportFormat } from '../../../electron/contract/exchange.ts';
import { useStore } from '../../app/window-context.tsx';
import { exportChoices } from '../../exchange-words.ts';
import { ChoiceDialog } from '../../parts/dialogs/choice-dialog.tsx';

/** Ordered from what everybody can open to what few need. */
const ORDER: readonly ExportFormat[] = ['recording', 'tum', 'ros2', 'dataset', 'fakenect', 'ply'];

interface ExportDialogProps {
  readonly recording: RecordingSummary;
  /** The frame for a point cloud, counted from 0. */
  readonly frame: number;
  readonly onClose: () => void;
}

/** Choice of a format that can hold the recording; the system's dialog then asks for the destination. */
export function ExportDialog({ recording, frame, onClose }: ExportDialogProps) {
  const words = useTranslations('recordings.export');
  const language = useLocale();
  const store = useStore();
  return (
    <ChoiceDialog
      title={words('title')}
      options={ORDER.filter((format) => recording.formats.includes(format))}
      choices={exportChoices(frame, language)}
      onChoose={(format) =>
        void store.act('exchange.export', {
          id: recording.id,
          format,
          ...(format === 'ply' ? { frame } : {}),
        })
      }
      onClose={onClose}
    />
  );
}
