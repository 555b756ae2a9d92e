const KINDS = [
  [/^photographs aligned$/u, 'photographs'],
  [/^photographs shown to the teacher$/u, 'teacher'],
  [/^people rendered for /u, 'rendered'],
  [/^files of .* read$/u, 'files'],
  [/^shots of .* fused$/u, 'shots'],
] as const;

/** What a training prepares, by the label of the trainer. */
export function preparationOf(label: string): (typeof KINDS)[number][1] | 'other' {
  return KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
}
