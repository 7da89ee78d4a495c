export { change } from './change.ts';
export { launch } from './launch.ts';
export { occurrence } from './occurrence.ts';
export { reconcile } from './reconcile.ts';
export { series } from './series.ts';
