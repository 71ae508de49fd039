// Reads the body of a POST request as an object of unknown values. Media type, size and depth are checked before it is
// parsed.

import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";

/** Room for the longest draft with every character escaped (`\u00e9`), and for the options. */
export const BODY_MAX_BYTES = 256 * 1024;

/** No field of the API is nested deeper than a list. Much deeper JSON was made to be expensive. */
export const BODY_MAX_DEPTH = 32;

export interface BodyRules {
  /** In lower case, without parameters. */
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

/** Rejects bodies of other media types, and larger ones. Register it before whatever reads the body. */
export function onlyBodies({ mediaTypes, maxBytes }: BodyRules): MiddlewareHandler<AppEnv> {
  const limitSize = bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new RequestProblem({
        reason: "payload_too_large",
        found: "The body is too large",
        accepted: `${maxBytes.toLocaleString("en")} bytes`,
      });
    },
  });
  return async function onlyTheseBodies(context, next) {
    const sent = context.req.header("Content-Type") ?? null;
    const [type = ""] = sent?.split(";") ?? [];
    if (!mediaTypes.includes(type.trim().toLowerCase())) {
      const accepted = mediaTypes.map((name) => `"Content-Type: ${name}"`).join(" or ");
      throw new RequestProblem({ reason: "unsupported_media_type", sent, accepted });
    }
    let isRead = false;
    try {
      return await limitSize(context, () => {
        isRead = true;
        return next();
      });
    } catch (error) {
      // The limit itself reads a body of unknown length.
      throw isRead || error instanceof RequestProblem ? error : cutShort(error);
    }
  };
}

/** The client may disconnect halfway. That is not our fault, and a 500 in the log would suggest it is. */
function cutShort(cause: unknown): RequestProblem {
  return new RequestProblem({ reason: "invalid_body", found: "incomplete" }, { cause });
}

export const onlyJson = onlyBodies({ mediaTypes: ["application/json"], maxBytes: BODY_MAX_BYTES });

/** The fields of the body, whatever they contain. */
export async function readJsonObject(context: Context<AppEnv>): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(context);
  if (isDeeperThan(text, BODY_MAX_DEPTH)) {
    throw new RequestProblem({
      reason: "invalid_body",
      found: `nested more than ${BODY_MAX_DEPTH} levels deep`,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RequestProblem({ reason: "invalid_body", found: text.trim() === "" ? "empty" : "not JSON" });
  }
  if (isRecord(value)) return value;
  const found = value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
  throw new RequestProblem({ reason: "invalid_body", found });
}

async function readText({ req }: Context<AppEnv>): Promise<string> {
  try {
    return await req.text();
  } catch (cause) {
    throw cutShort(cause);
  }
}

/** A schema would copy the object, and lose what JSON may hold under `__proto__`. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether brackets outside strings are ever nested more than `most` deep; the text need not be JSON. */
export function isDeeperThan(json: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      depth++;
      if (depth > most) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}
