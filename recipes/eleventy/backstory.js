// @ts-check
// Gets the list of related articles as the HTML that Backstory's function writes, or nothing: a list never fails the build.
// One request at a time, however many pages are built at once.

import { setTimeout as wait } from "node:timers/promises";

const LIST = /^<nav class="backstory-related"/;
/** A function that is down is not asked again for every page of the site. */
const FAILURES_IN_A_ROW = 3;
const REST_MS = 60_000;
const RETRY_AFTER_MAX_SECONDS = 60;

/**
 * @typedef {object} Options
 * @property {string | undefined} url the function's address with its base path; without it there are no lists
 * @property {string} [key] needed if the function has keys
 * @property {string} [parameters] parameters of /v1/related
 * @property {number} [timeoutMs] how long one response may take
 * @property {(line: string) => void} [warn]
 */

/**
 * @param {Options} options
 * @returns {(page: string) => Promise<string>} takes the absolute URL of a page; the list is empty if nothing is related
 */
export function createRelated({
  url,
  key = "",
  parameters = "limit=5",
  timeoutMs = 5_000,
  warn = console.warn,
}) {
  let failures = 0;
  let restsUntil = 0;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  /** @param {string} page */
  async function listOf(page) {
    if (url === undefined || url === "" || Date.now() < restsUntil) return "";
    try {
      const list = await ask(addressFor(page, url, parameters), key, timeoutMs);
      failures = 0;
      return list;
    } catch (cause) {
      warn(`No related articles for ${page}: ${cause instanceof Error ? cause.message : cause}`);
      if (++failures >= FAILURES_IN_A_ROW) {
        failures = 0;
        restsUntil = Date.now() + REST_MS;
        warn(`${url} has failed ${FAILURES_IN_A_ROW} times in a row, so it is not asked for a minute.`);
      }
      return "";
    }
  }

  return (page) => {
    const list = last.then(() => listOf(page));
    last = list;
    return list;
  };
}

/**
 * @param {string} page
 * @param {string} base
 * @param {string} parameters
 */
function addressFor(page, base, parameters) {
  const url = new URL(`${base.replace(/\/$/, "")}/v1/related?${parameters}`);
  url.searchParams.set("url", page);
  url.searchParams.set("format", "html");
  return url;
}

/**
 * Waits once if the function is asked too often, as a large site may do.
 * @param {URL} url
 * @param {string} key
 * @param {number} timeoutMs
 */
async function ask(url, key, timeoutMs) {
  for (let isLast = false; ; isLast = true) {
    const answer = await fetch(url, {
      headers: key === "" ? {} : { Authorization: `Bearer ${key}` },
      // A redirect would send the key elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const list = await answer.text();
    // Not in the archive yet.
    if (answer.status === 404 && list === "") return "";
    if (answer.status === 429 && !isLast) {
      await wait(Math.min(Number(answer.headers.get("Retry-After")), RETRY_AFTER_MAX_SECONDS) * 1000);
      continue;
    }
    if (answer.status !== 200) throw new Error(`the function answered ${answer.status}`);
    if (list !== "" && !LIST.test(list)) throw new Error("what answers at BACKSTORY_URL is not the function");
    return list;
  }
}
