/** `npm run build`: a production build, unless there is one of the present sources. */
import { ensureBuild } from "#server/serve/build.ts";
import { report } from "./report.ts";
import { root } from "./tool.ts";

ensureBuild({ root, say: (line) => console.log(line), signal: new AbortController().signal }).catch(report);
