/**
 * The public interface of the engine for views that run without it, such as a page in a browser:
 * texts of settings. No module behind it depends on Node.js.
 */
export {
  formatLanes,
  formatSetting,
  formatThreads,
  isBatchHalf,
} from './definition/settings.ts';
