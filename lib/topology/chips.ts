import { type MapJson, SHOWN } from "#lib/api/map.ts";
import { allowRuleCount } from "./allowrules.ts";
import type { Changes } from "./asked.ts";
import type { Fitted } from "./budget.ts";
import { kindsOfLink, kindsOn } from "./kinds.ts";
import type { Link } from "./links.ts";
import type { MapAsked } from "./asked.ts";
import type { Topology } from "./topology.ts";

/** What can be switched: how much there is of it in the filter, and whether it is drawn. */
export function chipsOf({ drawing, wish }: Fitted, links: readonly Link[], topology: Topology, asked: MapAsked, changes: Changes): MapJson["chips"] {
  const on = kindsOn(asked);
  const connections = (of: readonly Link[]): number => new Set(of.map(({ connection }) => connection)).size;
  return SHOWN.map((show) => {
    switch (show) {
      case "rules":
        return { show, count: allowRuleCount(wish.levels.open, topology.context), on: wish.ruled };
      case "hubs":
        return { show, count: drawing.hubs.size, on: wish.hubs };
      case "allowed": {
        const own = links.filter(({ connection }) => connection.json.verdict === "allow");
        return { show, count: connections(own), on: on.includes(show) && (own.length === 0 || own.some((link) => wish.links.includes(link) && !isOther(link, changes))) };
      }
      default:
        return { show, count: connections(links.filter((link) => kindsOfLink(link, changes).includes(show))), on: on.includes(show) };
    }
  });
}

/** Drawn for another reason than that it is allowed. */
const isOther = (link: Link, changes: Changes): boolean => kindsOfLink(link, changes).some((kind) => kind === "watched" || kind === "changes");
