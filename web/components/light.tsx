import { useTranslation } from 'react-i18next';

/** What a light is called in the API. */
export type LightName = 'done' | 'green' | 'yellow' | 'red' | 'grey';

/** Each light has a shape of its own, for those who cannot tell the colours apart. */
const SHAPES: Record<LightName, { path: string; colour: string }> = {
  red: { path: 'M8 1 15 15H1Z', colour: 'red' }, // triangle
  yellow: { path: 'M8 1 15 8 8 15 1 8Z', colour: 'yellow' }, // diamond
  green: { path: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z', colour: 'green' }, // disc
  done: { path: 'M2 8.5 6.3 13 14 4', colour: 'blue' }, // tick
  grey: { path: 'M2 6.5h12v3H2Z', colour: 'grey' }, // bar
};

/** The light of a row: shape, colour and word together. */
export function Light({ light, words }: { light: LightName; words?: string }) {
  const { t } = useTranslation();
  const { colour } = SHAPES[light];
  return (
    <span className={`light light-${colour}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <LightShape light={light} />
      </svg>
      {words ?? t(`light.${light}`)}
    </span>
  );
}

/** The shape of a light alone, in a square of 16. */
export function LightShape({ light }: { light: LightName }) {
  const { path } = SHAPES[light];
  const open = light === 'done';
  return (
    <path
      d={path}
      fill={open ? 'none' : 'currentColor'}
      {...(open ? { stroke: 'currentColor', strokeWidth: 2.6 } : {})}
    />
  );
}
