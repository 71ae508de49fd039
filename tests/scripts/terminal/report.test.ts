// What a command says on stderr: lines, progress on a terminal and elsewhere, and its ways to write numbers.

import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createReport, formatBytes, formatDuration, plural } from "../../../scripts/terminal/report.ts";
import { silentReport } from "../../support/silent-report.ts";

/** Stands in for stderr: of a terminal's properties the report asks for these alone. */
function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  let text = "";
  const sink = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const stream = Object.assign(sink, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream;
  return { stream, written: () => text };
}

describe("progress elsewhere than on a terminal", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (total: number) => {
    const { stream, written } = fakeStream(false);
    const progress = createReport(stream).progress("Embedding", total);
    const step = (seconds: number, units: number) => {
      vi.advanceTimersByTime(seconds * 1000);
      const before = written().length;
      progress.advance(units);
      return written().slice(before);
    };
    return { progress, step, written };
  };

  it("is a line at a tenth of the work, with rate and remaining time", () => {
    const { step } = start(100);
    expect(step(6, 5)).toBe("");
    expect(step(4, 5)).toBe("Embedding: 10 of 100 (1/s, 1 min 30 s left)\n");
  });

  it("is no line more often than every five seconds", () => {
    const { step, written } = start(100);
    for (let second = 0; second < 50; second++) step(0.1, 1);
    expect(written()).toBe("");
    expect(step(1, 10)).toContain("60 of 100");
    expect(step(1, 10)).toBe("");
  });

  it("is a line every half minute even where a tenth takes longer", () => {
    const { step } = start(1000);
    expect(step(20, 1)).toBe("");
    expect(step(11, 1)).toContain("2 of 1000");
    expect(step(20, 1)).toBe("");
  });

  it("ends with a line of its own, without remaining time", () => {
    const { step, progress, written } = start(3);
    expect(step(1, 2)).toBe("");
    expect(step(1, 1)).toBe("Embedding: 3 of 3 (2/s)\n");
    const before = written();
    progress.stop();
    expect(written()).toBe(before);
  });
});

describe("progress on a terminal", () => {
  it("is a bar with label, counts and remaining time, which gives the cursor back", () => {
    const { stream, written } = fakeStream(true);
    const progress = createReport(stream).progress("Embedding", 4);
    progress.advance(1);
    progress.advance(3);
    progress.stop();
    expect(written()).toContain("Embedding");
    expect(written()).toContain("4/4");
    expect(written()).toContain("left");
    expect(written()).toContain("\u001b[?25h");
  });
});

describe("a line", () => {
  it("is written with its line break", () => {
    const { stream, written } = fakeStream(false);
    createReport(stream).line("Reading");
    expect(written()).toBe("Reading\n");
  });

  it("is written nowhere by the silent report", () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    silentReport.line("Reading");
    const progress = silentReport.progress("Embedding", 1);
    progress.advance(1);
    progress.stop();
    const calls = stderr.mock.calls.length + stdout.mock.calls.length;
    stderr.mockRestore();
    stdout.mockRestore();
    expect(calls).toBe(0);
  });
});

describe("formats", () => {
  it.each([
    [-5, "0 s"],
    [499, "0 s"],
    [45_000, "45 s"],
    [59_600, "1 min 0 s"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
  ])("write %i ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [1_572_864, "1.5 MiB"],
    [5 * 1024 ** 4, "5120.0 GiB"],
  ])("write %i bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, "0 articles"],
    [1, "1 article"],
    [12_345, "12,345 articles"],
  ])("count %i", (count, text) => {
    expect(plural(count, "article")).toBe(text);
  });
});
