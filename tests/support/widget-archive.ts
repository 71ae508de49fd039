// A site's archive: sample articles with URLs and pictures on a host, under a base path, with events, only for pages
// of that host's origin.

import { readFile } from "node:fs/promises";
import type { HostSite } from "./host-page.ts";

/** Reports on the same talks, by date. */
export const SUMMITS = {
  singapore: "2018-06-12-singapore-trump-kim-joint-statement",
  vladivostok: "2019-04-25-kim-putin-vladivostok-talks",
  panmunjom: "2019-06-30-trump-steps-into-north-korea-panmunjom",
  vostochny: "2023-09-13-north-korean-leader-vostochny-cosmodrome",
  treaty: "2024-06-19-russia-north-korea-treaty-pyongyang",
} as const;

/** Nothing in the archive is related to it. */
export const LONE = "2022-07-31-england-womens-euro";
/** Without a URL, without a picture, with a picture of unknown size. */
export const WITHOUT_ADDRESS = SUMMITS.treaty;
export const WITHOUT_PICTURE = SUMMITS.vostochny;
export const UNSIZED_PICTURE = SUMMITS.panmunjom;
export const FOR_MEMBERS = SUMMITS.singapore;

const OTHERS = [
  "2018-05-08-us-leaves-iran-nuclear-deal",
  "2019-04-10-first-picture-of-a-black-hole",
  "2019-04-16-notre-dame-fire",
  "2020-03-24-tokyo-games-postponed",
  "2021-03-24-giant-container-ship-blocks-suez",
  "2021-03-29-stranded-ship-afloat-again",
  "2021-07-07-ever-given-leaves-egypt",
  "2022-07-22-istanbul-grain-export-deal",
  "2022-08-01-razoni-leaves-odesa",
  "2023-07-17-russia-quits-grain-initiative",
  "2023-08-03-danube-route-grain-background",
] as const;

export const BASE_PATH = "/archive";

/** The article's URL on the host. */
export function pathOf(id: string): string {
  return `/news/${id}`;
}

/** Files of a project, for `buildFiles`; the pictures are served by the host. */
export async function widgetArchive(host: HostSite): Promise<Record<string, string>> {
  const files: Record<string, string> = {
    "backstory.config.json": JSON.stringify({
      site: { name: "The Host", url: host.url, language: "en", timeZone: "Europe/London" },
      basePath: BASE_PATH,
      page: false,
      cors: { origins: [host.url] },
      events: { enabled: true },
    }),
  };
  for (const [number, id] of [...Object.values(SUMMITS), LONE, ...OTHERS].entries()) {
    const text = await readFile(`content/articles/${id}.md`, "utf8");
    const fields = [
      id !== WITHOUT_ADDRESS && `url: ${host.url}${pathOf(id)}`,
      id !== WITHOUT_PICTURE && `image: ${JSON.stringify(picture(host, id, number))}`,
      id === FOR_MEMBERS && "access: members",
    ];
    files[`news/${id}.md`] = text.replace(
      /^---\n/,
      ["---", ...fields.filter((field) => field !== false), ""].join("\n"),
    );
  }
  return files;
}

/** Shapes in colours that differ between pictures. */
function picture(host: HostSite, id: string, number: number) {
  const hue = (number * 47) % 360;
  const src = host.put(
    `/pictures/${id}.svg`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 12 8">
<path fill="hsl(${hue} 35% 70%)" d="M0 0h12v8H0z"/><path fill="hsl(${hue} 40% 40%)" d="m0 8 4-4 3 2 3-4 2 2v4z"/>
</svg>`,
    { "Content-Type": "image/svg+xml" },
  );
  const size = id === UNSIZED_PICTURE ? {} : { width: 1200, height: 800 };
  return { src, ...size, alt: number % 2 === 0 ? `A picture for article ${number}` : "" };
}
