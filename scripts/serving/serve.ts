// `npm run serve`: the function as a server of its own, over build/assets.

import { runEntry } from "../terminal/entry.ts";
import { serveCommand } from "./serve-command.ts";

await runEntry(async () => {
  await serveCommand("npm run serve --").exitOverride().showHelpAfterError().parseAsync();
});
