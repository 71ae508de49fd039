// The converted encoder of the sample archive's build, for test projects with a folder of their own: converting takes
// longer than the rest of a small build. Conversion has its own tests.

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { openProject } from "../../scripts/files/project.ts";

/** Into `build/model` of the project in `folder`; of a build with another model it is no use and does no harm. */
export async function putConvertedEncoder(folder: string): Promise<void> {
  await cp(join(openProject().buildFolder, "model"), join(folder, "build", "model"), { recursive: true });
}
