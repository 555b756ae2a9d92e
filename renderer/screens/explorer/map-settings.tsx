import { useId } from 'react';
import {
  MAP_METHODS,
  type MapMethod,
  type MapSettings,
} from '../../../electron/analysis/projection/embedding-map.ts';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useExplorerWords } from './explorer-words.ts';
import styles from './explorer-screen.module.css';

interface MapSettingsProps {
  readonly settings: MapSettings;
  readonly onChange: (settings: MapSettings) => void;
}

/** Method, what it can be tuned by, and the seed. */
export function MapChoice({ settings, onChange }: MapSettingsProps) {
  const { words } = useExplorerWords();
  const { method, perplexity, neighbours, seed } = settings;
  const methods: Readonly<Record<MapMethod, string>> = {
    pca: words('methods.pca'),
    tsne: words('methods.tsne'),
    umap: words('methods.umap'),
  };
  return (
    <>
      <Segments
        label={words('method')}
        options={MAP_METHODS}
        words={methods}
        value={method}
        onChange={(next) => onChange({ ...settings, method: next })}
      />
      {method === 'tsne' && (
        <Slider
          label={words('perplexity')}
          value={perplexity}
          most={50}
          onChange={(value) => onChange({ ...settings, perplexity: value })}
        />
      )}
      {method === 'umap' && (
        <Slider
          label={words('neighbours')}
          value={neighbours}
          most={50}
          onChange={(value) => onChange({ ...settings, neighbours: value })}
        />
      )}
      {method !== 'pca' && (
        <Button
          look="quiet"
          data-testid="explorer-seed"
          onClick={() => onChange({ ...settings, seed: seed + 1 })}
        >
          {words('again', { seed: String(seed) })}
        </Button>
      )}
    </>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Slider({ label, value, most, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={2}
        max={most}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <output htmlFor={id}>{value}</output>
    </div>
  );
}
