// Which problem an error is to a caller, whatever the transport. The error itself is for the log.

import { EncoderFailed } from "../../answers/encoder-failure.ts";
import { SnapshotError } from "../../index/snapshot-error.ts";
import { IndexUnavailable } from "../../service/index-unavailable.ts";
import { type Problem, RequestProblem } from "./problem.ts";

export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem;
  if (error instanceof IndexUnavailable || error instanceof SnapshotError) {
    return { reason: "index_unavailable" };
  }
  if (error instanceof EncoderFailed) return { reason: "encoder_unavailable" };
  return { reason: "internal" };
}
