// The encoder as the sample archive's build has converted it, for projects of a test's own: to convert it takes longer
// than all the rest of a small build. Converting has tests of its own.

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { openProject } from "../../scripts/files/project.ts";

/** Into `build/model` of the project in `folder`; of a build with another model it is no use and does no harm. */
export async function putConvertedEncoder(folder: string): Promise<void> {
  await cp(join(openProject().buildFolder, "model"), join(folder, "build", "model"), { recursive: true });
}
