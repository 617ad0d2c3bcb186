import {edgeReportWords} from '../../bridge/index.ts';

/** The region in which a part reports on its edge. */
export const edgeRegion = {bytes: edgeReportWords.length * 8};
