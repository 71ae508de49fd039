// The browser of the tests is that of the measurements.

export { launchBrowser } from "../../scripts/serving/browser.ts";
