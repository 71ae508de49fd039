// The requests of readers under load, as paths: searches, suggestions and related articles. Either no two are the same,
// or a few repeat again and again, which is when a cache helps.

import { sample, seededRandom } from "../statistics/seeded-random.ts";
import type { LoadArchive } from "./load-archive.ts";

export const WORKLOADS = ["distinct", "repeated"] as const;
export type Workload = (typeof WORKLOADS)[number];

const REPEATED_PATHS = 100;
const SEARCHES = 0.6;
const SUGGESTIONS = 0.25;

/** Returns a function that gives the next path; the same seed gives the same paths. */
export function pathsOf(workload: Workload, archive: LoadArchive, seed: number): () => string {
  const next = distinctPaths(archive, seed);
  if (workload === "distinct") return next;
  const paths = Array.from({ length: REPEATED_PATHS }, next);
  let count = 0;
  return () => paths[count++ % paths.length] as string;
}

function distinctPaths({ titles, ids }: LoadArchive, seed: number): () => string {
  const random = seededRandom(seed);
  const any = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  // Words of two titles: there are so many pairs that hardly any repeats.
  const words = (count: number) =>
    sample([...any(titles).split(" "), ...any(titles).split(" ")], count, random);
  return () => {
    const kind = random();
    if (kind < SEARCHES)
      return `/v1/search?${new URLSearchParams(searchFor(words(2 + Math.floor(random() * 3)), random))}`;
    if (kind < SEARCHES + SUGGESTIONS) {
      const [first = "", second = ""] = words(2);
      return `/v1/suggest?${new URLSearchParams({ q: `${first} ${second}`.slice(0, 2 + Math.floor(random() * 8)).trim() })}`;
    }
    const options = { limit: String(1 + Math.floor(random() * 20)), diversity: random().toFixed(3) };
    return `/v1/articles/${any(ids)}/related?${new URLSearchParams(options)}`;
  };
}

function searchFor(words: readonly string[], random: () => number): Record<string, string> {
  const q = words.join(" ");
  const kind = random();
  if (kind < 0.1) return { q, mode: "keyword" };
  if (kind < 0.2) return { q, facets: "section", publishedAfter: "2020-01-01" };
  if (kind < 0.3) return { q, includePassages: "true", sort: "newest" };
  return { q };
}
