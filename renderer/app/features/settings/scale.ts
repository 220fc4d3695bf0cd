/** Text sizes of the reader, as factors of the design's. */
export const TEXT_SCALES = [0.85, 1, 1.15, 1.3, 1.5, 1.75] as const;

/** The next scale up or down from one, held at the ends; a scale between two steps goes to its neighbour. */
export function steppedScale(scale: number, by: 1 | -1): number {
  const next = by === 1 ? TEXT_SCALES.find((step) => step > scale) : TEXT_SCALES.findLast((step) => step < scale);
  return next ?? scale;
}
