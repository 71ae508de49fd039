// Which problem an error stands for: what a request is told of it, whatever the transport.

import { SnapshotError } from "../../index/snapshot-error.ts";
import { IndexUnavailable } from "../../service/index-unavailable.ts";
import { type Problem, RequestProblem } from "./problem.ts";

export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem;
  if (error instanceof IndexUnavailable || error instanceof SnapshotError) {
    return { reason: "index_unavailable", detail: error.message };
  }
  return { reason: "internal" };
}
