// The body of a POST request as an object of unknown values: its media type and size are looked at before it is parsed.

import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "./context.ts";
import { RequestProblem } from "./problem.ts";

/** Room for a draft of the greatest length with each of its characters escaped (`\u00e9`), and for the options. */
export const BODY_MAX_BYTES = 256 * 1024;

const limitSize = bodyLimit({
  maxSize: BODY_MAX_BYTES,
  onError: () => {
    throw new RequestProblem({
      reason: "payload_too_large",
      found: "The body is too large",
      accepted: `${BODY_MAX_BYTES.toLocaleString("en")} bytes`,
    });
  },
});

/** Refuses a body of another media type or beyond BODY_MAX_BYTES; registered in front of what reads it. */
export const onlyJson: MiddlewareHandler<AppEnv> = async (context, next) => {
  const sent = context.req.header("Content-Type") ?? null;
  const [type = ""] = sent?.split(";") ?? [];
  if (type.trim().toLowerCase() !== "application/json") {
    throw new RequestProblem({ reason: "unsupported_media_type", sent });
  }
  return limitSize(context, next);
};

/** Fields of the body, whatever they hold. */
export async function readJsonObject(context: Context<AppEnv>): Promise<Readonly<Record<string, unknown>>> {
  const text = await context.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RequestProblem({ reason: "invalid_body", found: text.trim() === "" ? "empty" : "no JSON" });
  }
  if (isRecord(value)) return value;
  const found = value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
  throw new RequestProblem({ reason: "invalid_body", found });
}

/** A schema would copy the object, and leave out what JSON may hold under `__proto__`. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
