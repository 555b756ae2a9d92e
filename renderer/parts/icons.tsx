/** Line icons on a grid of 20 units. They are decorative: the text beside them carries the meaning. */
import type { ReactNode } from 'react';

interface IconProps {
  readonly children: ReactNode;
  /** Points where reading goes: turned in a script from right to left. */
  readonly mirrors?: boolean;
}

function Icon({ children, mirrors = false }: IconProps) {
  return (
    <svg
      data-mirrors={mirrors ? '' : undefined}
      width="1.125rem"
      height="1.125rem"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function LockIcon() {
  return (
    <Icon>
      <rect x="4" y="9" width="12" height="8" rx="2.2" />
      <path d="M6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9" />
    </Icon>
  );
}

export function KeypadIcon() {
  const places = [5, 10, 15];
  return (
    <Icon>
      {places.flatMap((y) =>
        places.map((x) => (
          <circle key={`${x}-${y}`} cx={x} cy={y} r="1" fill="currentColor" stroke="none" />
        )),
      )}
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
      <circle cx="12" cy="6" r="2" />
      <circle cx="8" cy="14" r="2" />
    </Icon>
  );
}

export function CameraIcon() {
  return (
    <Icon>
      <rect x="2.5" y="6" width="15" height="7" rx="2.4" />
      <circle cx="7" cy="9.5" r="1.4" />
      <circle cx="13" cy="9.5" r="1.4" />
      <path d="M10 13v3M7 16h6" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="M6 8l4 4 4-4" />
    </Icon>
  );
}

export function BackIcon() {
  return (
    <Icon mirrors>
      <path d="M12 5l-5 5 5 5" />
    </Icon>
  );
}

export function TrashIcon() {
  return (
    <Icon>
      <path d="M4 6h12M8 6V4.4h4V6M6 6l.7 10h6.6L14 6" />
    </Icon>
  );
}

export function PlayIcon() {
  return (
    <Icon>
      <path d="M6.5 4.5l9 5.5-9 5.5z" fill="currentColor" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M7 5v10M13 5v10" strokeWidth="2.6" />
    </Icon>
  );
}

export function StepIcon({ back = false }: { readonly back?: boolean }) {
  return (
    <Icon>
      <path d={back ? 'M13.5 5l-6 5 6 5zM5.5 5v10' : 'M6.5 5l6 5-6 5zM14.5 5v10'} />
    </Icon>
  );
}

/** To an event on a time line. */
export function EventStepIcon({ back = false }: { readonly back?: boolean }) {
  return (
    <Icon>
      <path d={back ? 'M4 5v10M12 6l4 4-4 4-4-4z' : 'M16 5v10M8 6l4 4-4 4-4-4z'} />
    </Icon>
  );
}

export function LoopIcon() {
  return (
    <Icon>
      <path d="M4 9V8a2.5 2.5 0 0 1 2.5-2.5H15M12.5 3L15 5.5 12.5 8M16 11v1a2.5 2.5 0 0 1-2.5 2.5H5M7.5 17L5 14.5 7.5 12" />
    </Icon>
  );
}

export function FolderIcon() {
  return (
    <Icon>
      <path d="M3 6.2A1.2 1.2 0 0 1 4.2 5h3.4l1.8 2h6.4A1.2 1.2 0 0 1 17 8.2v6.6a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 14.8z" />
    </Icon>
  );
}

export function RepairIcon() {
  return (
    <Icon>
      <path d="M13 4.2a3.7 3.7 0 0 0-4.8 4.8L4 13.2 6.8 16l4.2-4.2A3.7 3.7 0 0 0 15.8 7l-2.3 2.3-2.8-2.8z" />
    </Icon>
  );
}

export function EditIcon() {
  return (
    <Icon>
      <path d="M12.5 4.5l3 3L7.5 15.5l-3.5.5.5-3.5z" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="4.6" />
      <path d="M12.5 12.5L16 16" />
    </Icon>
  );
}

export function ImportIcon() {
  return (
    <Icon>
      <path d="M10 3.5v9M6.5 9.5L10 13l3.5-3.5M4 13v2.3A1.2 1.2 0 0 0 5.2 16.5h9.6a1.2 1.2 0 0 0 1.2-1.2V13" />
    </Icon>
  );
}

export function ExportIcon() {
  return (
    <Icon>
      <path d="M10 13V3.5M6.5 7L10 3.5 13.5 7M4 13v2.3A1.2 1.2 0 0 0 5.2 16.5h9.6a1.2 1.2 0 0 0 1.2-1.2V13" />
    </Icon>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <path d="M10 4.5v11M4.5 10h11" />
    </Icon>
  );
}

export function EraseIcon() {
  return (
    <Icon>
      <path d="M7.2 5h8.3a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H7.2L3 10z" />
      <path d="M9.5 8l4 4M13.5 8l-4 4" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="M4.5 10.5l3.6 3.6 7.4-8" />
    </Icon>
  );
}

export function WarningIcon() {
  return (
    <Icon>
      <path d="M10 3.2l7.4 13H2.6z" />
      <path d="M10 8.2v3.6M10 14v.1" />
    </Icon>
  );
}
