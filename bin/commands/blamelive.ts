import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Question } from "#lib/check/question.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { searchStored } from "#server/history/blame.ts";
import { History } from "#server/history/history.ts";
import { nameOfServer } from "#server/history/storedname.ts";
import { Access } from "#server/kubernetes/access/access.ts";
import { loadAccess } from "#server/kubernetes/access/kubeconfig.ts";
import { withNamesOf } from "#server/names/contexts.ts";
import { readSettings } from "#server/settings.ts";
import { StoreFault } from "#server/store/database.ts";
import { openDatabase } from "#server/store/open.ts";
import { FILE_NAME } from "#server/store/place.ts";
import { type StoreWish, storeWish } from "#server/store/wish.ts";
import { systemTime } from "#server/systemtime.ts";
import { resolved } from "./resolved.ts";
import type { FoundBlame } from "./blamefiles.ts";
import { requireOneName } from "./check.ts";
import { type CommandFlags, settingsOf } from "./source.ts";

/** By what the dashboard stored of the cluster: the cluster itself is not asked, for it knows its present alone. */
export async function blameLive(question: Question, flags: CommandFlags): Promise<FoundBlame> {
  if (flags.manifests) throw new Failure(EXIT.usage, "give either --manifests or a live cluster, not both");
  const { context, kubeconfig: files = [], "allow-insecure-server": allowInsecure = false } = flags;
  const access = new Access(() => loadAccess({ context, files, allowExec: false, allowInsecure }, process.env), systemTime);
  const store = storeOf(flags);
  const nothing = (): never => {
    throw new Failure(EXIT.noSource, `nothing is stored of \`${access.name}\`: its past is stored while the dashboard runs (whydrop serve --context ${access.name})`);
  };
  if (store.databaseUrl === undefined && (store.dataDir === undefined || !existsSync(join(store.dataDir, FILE_NAME)))) return nothing();
  const database = openDatabase(store);
  try {
    const history = new History(database, nameOfServer(access.server, access.authority), systemTime.wall);
    if ((await history.begins()) === undefined) return nothing();
    const newest = await resolved(contextOfObjects(await history.newest()), flags, (told, names) => withNamesOf([question], told, names));
    requireOneName(question, newest);
    const { engine } = settingsOf(flags);
    return await searchStored(question, { at: undefined, since: undefined }, newest.lookedUp, history, engine && { engine });
  } catch (error) {
    throw error instanceof StoreFault ? new Failure(EXIT.unreachable, `the history cannot be read: ${error.message}`) : error;
  } finally {
    await database.close();
    await access.close();
  }
}

function storeOf({ "data-dir": dataDir }: CommandFlags): StoreWish {
  const wish = storeWish(readSettings(process.env, process.cwd()));
  return dataDir === undefined ? wish : { ...wish, dataDir };
}
