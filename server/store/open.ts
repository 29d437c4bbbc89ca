import { log } from "../log.ts";
import { hide } from "../secrets.ts";
import { systemTime } from "../systemtime.ts";
import type { Time } from "../time.ts";
import type { Database, StoreFault } from "./database.ts";
import { GuardedLink } from "./guarded.ts";
import type { Link } from "./link.ts";
import { migrate, requireOwnVersion } from "./migrate.ts";
import { placeOf, type Place } from "./place.ts";
import { PostgresqlLink } from "./postgresql.ts";
import { Reconnecting } from "./reconnecting.ts";
import { SqliteLink } from "./sqlite.ts";
import type { StoreWish } from "./wish.ts";

/** @returns at once; it connects and makes its tables at first use, so a store that is absent harms nothing but what needs it */
export function openDatabase(wish: StoreWish, time: Time = systemTime): Database {
  const place = placeOf(wish);
  if (place.kind === "postgresql") hideAddress(place.url);
  return new Reconnecting({
    kind: place.kind === "postgresql" ? "postgresql" : "sqlite",
    durable: place.kind !== "memory",
    connect: async () => migrated(await connect(place, time)),
    time,
    random: Math.random,
    onLost: ({ kind, message, cause }: StoreFault) => log("error", "the store is lost", { kind, message, reason: cause instanceof Error ? cause.message : cause }),
    onBack: () => log("info", "the store is back"),
  });
}

async function connect(place: Place, time: Time): Promise<Link> {
  switch (place.kind) {
    case "file":
      return SqliteLink.open(place.file, time);
    case "memory":
      // A database that all connections of the process share as long as one of them is open, whatever their thread.
      return SqliteLink.open(`file:/${encodeURIComponent(place.name)}?vfs=memdb`, time);
    case "postgresql":
      return PostgresqlLink.open(place.url, time);
  }
}

async function migrated(link: Link): Promise<Link> {
  try {
    await migrate(link);
    return new GuardedLink(link, requireOwnVersion);
  } catch (error) {
    await link.close();
    throw error;
  }
}

/** A message of the server's may hold the password without its address. */
function hideAddress(url: string): void {
  hide(url);
  const password = URL.parse(url)?.password ?? "";
  hide(password);
  hide(decoded(password));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
