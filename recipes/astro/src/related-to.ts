// One instance for the whole build, so that a function that is down is not asked again for every page.

import { BACKSTORY_KEY, BACKSTORY_URL } from "astro:env/server";
import { createRelated } from "./backstory.ts";

export const relatedTo = createRelated({ url: BACKSTORY_URL, key: BACKSTORY_KEY });
