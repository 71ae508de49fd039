// A report that prints nothing.

import type { Report } from "../../scripts/terminal/report.ts";

export const silentReport: Report = {
  line: () => undefined,
  progress: () => ({ advance: () => undefined, stop: () => undefined }),
};
