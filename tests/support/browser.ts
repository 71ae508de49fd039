// The browser of the tests is that of the measurements.

export { launchBrowser } from "../../scripts/browser.ts";
