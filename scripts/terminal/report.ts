// What a command reports on stderr: phases, notes, and progress with rate and remaining time, animated on a terminal
// and as plain lines elsewhere. Data goes to stdout and never through here.

import { Presets, SingleBar } from "cli-progress";

export interface Report {
  /** One line about a step. */
  line(text: string): void;
  /** Progress of `total` units of work. */
  progress(label: string, total: number): Progress;
}

export interface Progress {
  advance(units: number): void;
  stop(): void;
}

/** Not on a terminal: a line at every tenth of the work, but not more often than this … */
const PLAIN_LINE_MIN_MS = 5000;
/** … and not less often than this. */
const PLAIN_LINE_MAX_MS = 30_000;

export function createReport(stream: NodeJS.WriteStream = process.stderr): Report {
  return {
    line(text) {
      stream.write(`${text}\n`);
    },
    progress(label, total) {
      return stream.isTTY === true ? barProgress(stream, label, total) : plainProgress(stream, label, total);
    },
  };
}

function barProgress(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const start = performance.now();
  let done = 0;
  const bar = new SingleBar(
    {
      stream,
      format: `${label} {bar} {percentage} % | {value}/{total} | {rate}/s | {left} left`,
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { rate: "–", left: "–" });
  return {
    advance(units) {
      done += units;
      const rate = done / ((performance.now() - start) / 1000);
      bar.update(done, { rate: rate.toFixed(0), left: formatDuration(((total - done) / rate) * 1000) });
    },
    stop: () => bar.stop(),
  };
}

function plainProgress(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const start = performance.now();
  let done = 0;
  let written = start;
  return {
    advance(units) {
      const before = done;
      done += units;
      const now = performance.now();
      const tenth = Math.floor((done / total) * 10) > Math.floor((before / total) * 10);
      const due = now - written > (tenth ? PLAIN_LINE_MIN_MS : PLAIN_LINE_MAX_MS);
      if (done < total && !due) return;
      written = now;
      const rate = done / ((now - start) / 1000);
      const left = done < total ? `, ${formatDuration(((total - done) / rate) * 1000)} left` : "";
      stream.write(`${label}: ${done} of ${total} (${rate.toFixed(0)}/s${left})\n`);
    },
    stop: () => undefined,
  };
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KiB", "MiB", "GiB"];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** `1 article`, `2 articles`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `membersOnly` as `members only`. */
export function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
